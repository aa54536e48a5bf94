import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { toApiError, IntentKey } from '@yigou/web-data';
import { guardLeaving } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzModalComponent, NzModalContentDirective, NzModalService } from 'ng-zorro-antd/modal';
import { ModalName } from '../modal-name';
import { checkForm, type FormConfig, type FormValue, FormValues, shownFields } from './form';
import { FormFields } from './form-fields';

/** Asks what a decision needs, says what it will do, sends it once, and shows a refusal at the field and on top. */
@Component({
  selector: 'yg-form-dialog',
  imports: [FormFields, ModalName, NzButtonComponent, NzModalComponent, NzModalContentDirective],
  providers: [NzModalService],
  template: `
    <nz-modal
      [nzVisible]="true"
      [nzTitle]="config().heading"
      nzWidth="min(560px, 96vw)"
      [nzMaskClosable]="false"
      [nzFooter]="footer"
      (nzOnCancel)="closed.emit(false)"
    >
      <form
        *nzModalContent
        id="form-dialog"
        novalidate
        [ygModalName]="config().heading"
        (submit)="$event.preventDefault(); send()"
        [attr.aria-label]="config().heading"
        [attr.data-testid]="config().testId + '-form'"
      >
        @if (intro(); as words) {
          <p class="intro">{{ words }}</p>
        }
        <yg-form-fields
          [fields]="fields()"
          [values]="values()"
          [errors]="errors()"
          [failure]="failure()"
          (changed)="change($event.key, $event.value)"
        />
      </form>
    </nz-modal>
    <ng-template #footer>
      <button nz-button type="button" (click)="closed.emit(false)">取消</button>
      <button
        nz-button
        nzType="primary"
        [nzDanger]="danger()"
        form="form-dialog"
        [nzLoading]="busy()"
        [attr.data-testid]="config().testId + '-submit'"
      >
        {{ action() }}
      </button>
    </ng-template>
  `,
  styles: `
    .intro {
      margin: 0 0 12px;
      white-space: pre-line;
    }
  `,
})
export class FormDialog {
  readonly config = input.required<FormConfig>();
  /** True when it was done. */
  readonly closed = output<boolean>();

  private readonly message = inject(NzMessageService);
  /** What was typed stays when the form is worked out anew behind it, for example because the page saved something meanwhile. */
  protected readonly values = linkedSignal<FormConfig, FormValues>({
    source: this.config,
    computation: (config, before) =>
      before?.source.heading === config.heading ? before.value : FormValues.initial(config.fields),
  });
  protected readonly fields = computed(() => shownFields(this.config(), this.values()));
  protected readonly intro = computed(() => resolved(this.config().intro ?? '', this.values()));
  protected readonly action = computed(() => resolved(this.config().action, this.values()));
  protected readonly danger = computed(() => resolved(this.config().danger ?? false, this.values()));
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly errors = signal<Record<string, string>>({});
  /** A repeated press after a lost answer must not act twice. */
  private readonly intent = new IntentKey();

  constructor() {
    const typed = computed(
      () => JSON.stringify(this.values().raw) !== JSON.stringify(FormValues.initial(this.config().fields).raw),
    );
    guardLeaving(computed(() => typed() && !this.busy()));
  }

  protected change(key: string, value: FormValue): void {
    this.values.update((values) => values.with(key, value));
    if (this.errors()[key]) this.errors.update(({ [key]: _gone, ...rest }) => rest);
  }

  protected async send(): Promise<void> {
    if (this.busy()) return;
    const errors = checkForm(this.config(), this.values());
    this.errors.set(errors);
    this.failure.set('');
    if (Object.keys(errors).length > 0) return;
    this.busy.set(true);
    try {
      const said = await this.config().send(this.values(), this.intent.for(this.values().raw));
      if (said) this.message.success(said);
      this.closed.emit(true);
    } catch (error) {
      const refused = toApiError(error);
      if (refused.code !== 'network') this.intent.renew();
      this.errors.set(refused.fields);
      this.failure.set(refused.message);
    } finally {
      this.busy.set(false);
    }
  }
}

const resolved = <T extends string | boolean>(value: T | ((values: FormValues) => T), values: FormValues): T =>
  typeof value === 'function' ? value(values) : value;
