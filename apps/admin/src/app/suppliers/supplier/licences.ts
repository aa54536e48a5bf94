import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { SupplierFile } from '@yigou/contracts';
import { LICENCE_KINDS, type LicenceKind } from '@yigou/contracts/labels';
import { ApiClient, toApiError } from '@yigou/web-data';
import { Confirm, EvidenceTileComponent } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { dayAhead } from '../../shared/deadlines';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { StatusTag } from '../../shared/status-tag';
import { type Licence, licenceTerm } from '../licence-term';

const TONES = { ok: 'go', near: 'todo', late: 'stop' } as const;

/** The licences of a supplier with their terms; the ones that run out stand first. */
@Component({
  selector: 'yg-licences',
  imports: [EvidenceTileComponent, FormDialog, NzAlertComponent, NzButtonComponent, StatusTag],
  template: `
    @if (failure()) {
      <nz-alert nzType="error" nzShowIcon [nzMessage]="failure()" role="alert" />
    }
    @if (note()) {
      <nz-alert nzType="warning" nzShowIcon [nzMessage]="'审核意见：' + note()" role="alert" />
    }
    <ul class="cards">
      @for (one of licences(); track one.licence.id) {
        <li class="card" data-testid="licence">
          <p class="card-head">
            <b>{{ kinds[one.licence.kind] }}</b>
            <yg-status [label]="one.term.words" [tone]="tones[one.term.state]" />
          </p>
          <p>{{ one.licence.number }} · {{ one.licence.holder }}</p>
          @if (one.note) {
            <p class="late" role="alert">审核意见：{{ one.note }}</p>
          }
          @if (one.term.state !== 'ok') {
            <p [class]="one.term.state">
              {{
                one.term.state === 'late'
                  ? '证照过期后相关产品不能销售。请上传换发后的新证照。'
                  : '请尽快办理换证，换好后在这里登记新的。'
              }}
            </p>
          }
          @if (one.licence.evidence; as file) {
            <yg-evidence-tile [file]="file" />
          }
          @if (writable()) {
            <button
              nz-button
              type="button"
              (click)="ask(one.licence)"
              [attr.aria-label]="'删除' + kinds[one.licence.kind] + ' ' + one.licence.number"
            >
              删除
            </button>
          }
        </li>
      } @empty {
        <li class="muted">还没有登记证照。至少需要营业执照。</li>
      }
    </ul>
    @if (writable()) {
      <button nz-button type="button" (click)="adding.set(true)" data-testid="licence-add">登记证照</button>
    }
    @if (adding()) {
      <yg-form-dialog [config]="dialog()" (closed)="adding.set(false)" />
    }
  `,
  styleUrl: '../../shared/column.css',
  styles: `
    .card button {
      margin-top: 8px;
    }
  `,
})
export class Licences {
  readonly file = input.required<SupplierFile>();
  readonly writable = input(true);
  readonly changed = output<SupplierFile>();

  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly message = inject(NzMessageService);
  protected readonly kinds = LICENCE_KINDS;
  protected readonly tones = TONES;
  protected readonly adding = signal(false);
  protected readonly failure = signal('');
  protected readonly note = computed(() => this.file().fieldNotes['licences'] ?? '');
  protected readonly licences = computed(() => {
    const order = { late: 0, near: 1, ok: 2 };
    const notes = this.file().fieldNotes;
    return this.file()
      .licences.map((licence) => ({
        licence,
        term: licenceTerm(licence, dayAhead(0)),
        note: notes[`licences.${licence.id}`] ?? notes[`licences.${licence.kind}`] ?? '',
      }))
      .toSorted((a, b) => order[a.term.state] - order[b.term.state]);
  });

  protected readonly dialog = computed<FormConfig>(() => ({
    heading: '登记证照',
    testId: 'licence',
    fields: [
      { key: 'kind', label: '证照种类', kind: 'select', options: LICENCE_KINDS, initial: 'business_licence' },
      {
        key: 'number',
        label: '证照编号',
        kind: 'text',
        max: 60,
        hint: '营业执照填统一社会信用代码；食品许可证以 SC 或 JY 开头。',
      },
      { key: 'holder', label: '持证单位', kind: 'text', max: 100, initial: this.file().name },
      { key: 'validFrom', label: '有效期起', kind: 'date' },
      { key: 'forGood', label: '长期有效', kind: 'check', hint: '证照上写“长期”的请勾选。' },
      { key: 'validTo', label: '有效期止', kind: 'date', shown: (values) => !values.flag('forGood') },
      { key: 'evidence', label: '证照照片或扫描件', kind: 'evidence', max: 1, hint: '字要拍清楚，四角要完整。' },
    ],
    check: (values): Record<string, string> =>
      !values.flag('forGood') && values.text('validTo') && values.text('validTo') < values.text('validFrom')
        ? { validTo: '有效期止不能早于有效期起' }
        : {},
    action: '登记',
    ...sendsTo(
      'addLicence',
      (values) => ({
        kind: values.text('kind') as LicenceKind,
        number: values.text('number').toUpperCase(),
        holder: values.text('holder'),
        validFrom: values.text('validFrom'),
        validTo: values.flag('forGood') ? null : values.text('validTo'),
        evidenceId: values.fileIds('evidence')[0] ?? '',
      }),
      async (sent) => {
        this.changed.emit(await this.api.call('addLicence', sent));
        return '已登记。';
      },
      { evidenceId: 'evidence' },
    ),
  }));

  protected async ask(licence: Licence): Promise<void> {
    const sure = await this.confirm.ask({
      heading: `删除${LICENCE_KINDS[licence.kind]} ${licence.number}？`,
      text: '在售产品需要的证照不能删除，请先登记新的。',
      action: '删除 1 份证照',
      destructive: true,
      keep: '取消',
    });
    if (sure) await this.remove(licence);
  }

  private async remove(licence: Licence): Promise<void> {
    this.failure.set('');
    try {
      this.changed.emit(await this.api.call('removeLicence', { params: { id: licence.id } }));
      this.message.success('已删除。');
    } catch (error) {
      this.failure.set(toApiError(error).message);
    }
  }
}
