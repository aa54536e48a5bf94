import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { NOTICE_KIND_CODES, NOTICE_KINDS, type NoticeKind } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { contractForm } from './contract-form';
import { FieldComponent, FieldInputDirective } from './field';
import { ErrorStateComponent, SkeletonComponent } from './states';

interface Model {
  readonly muted: readonly NoticeKind[];
  readonly quiet: boolean;
  readonly from: string;
  readonly to: string;
}
/** What is proposed to whoever wants quiet hours and has none yet. */
const NIGHT = { from: '22:00', to: '08:00' };

/** How one wants to be told, 接收方式: which kinds are mailed, and when none. */
@Component({
  selector: 'yg-notice-settings',
  imports: [ErrorStateComponent, FieldComponent, FieldInputDirective, FormField, SkeletonComponent],
  templateUrl: './notice-settings.html',
  styleUrl: './notice-settings.css',
})
export class NoticeSettingsComponent {
  /** Those that are offered; what was chosen for others stays as it is. */
  readonly kinds = input<readonly NoticeKind[]>(NOTICE_KIND_CODES);

  private readonly api = inject(ApiClient);
  private readonly model = signal<Model>({ muted: [], quiet: false, ...NIGHT });
  protected readonly answer = apiResource('getNoticeSettings');
  protected readonly form = contractForm('setNoticeSettings', this.model, {
    body: ({ muted, quiet, from, to }) => ({ muted, quiet: quiet ? { from, to } : null }),
    names: { 'quiet.from': 'from', 'quiet.to': 'to' },
    guard: false,
  });
  protected readonly saved = signal('');
  protected readonly rows = computed(() =>
    this.kinds().map((code) => ({ code, label: NOTICE_KINDS[code], mailed: !this.model().muted.includes(code) })),
  );

  constructor() {
    effect(() => {
      const settings = this.answer.latest();
      if (!settings) return;
      const { muted, quiet } = settings;
      untracked(() => this.form.reset({ muted, quiet: quiet !== null, ...(quiet ?? NIGHT) }));
    });
  }

  protected toggle(kind: NoticeKind): void {
    this.saved.set('');
    this.model.update(({ muted, ...rest }) => ({
      ...rest,
      muted: muted.includes(kind) ? muted.filter((one) => one !== kind) : [...muted, kind],
    }));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.saved.set('');
    const sent = await this.form.send(async (body) => this.answer.set(await this.api.call('setNoticeSettings', body)));
    if (sent) this.saved.set('已保存');
  }
}
