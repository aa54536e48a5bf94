import { Component, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { COMPLAINT_KINDS, COMPLAINT_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Session } from '../../identity/session';
import { formatTime } from '../../shared/format';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { StatusTag } from '../../shared/status-tag';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { COMPLAINT_TONES } from '../../shared/tones';
import { sanctionForm } from './sanction-forms';

type Complaint = RouteResponse<'getComplaint'>;

/** One complaint with who complains, to be taken up and answered. */
@Component({
  selector: 'yg-complaint-detail',
  imports: [
    EvidenceListComponent,
    Fact,
    FactList,
    FormDialog,
    NzButtonComponent,
    RecordPage,
    RecordTemplate,
    RouterLink,
    StatusTag,
  ],
  template: `
    <yg-record noun="件投诉">
      <ng-template [ygRecord]="data" let-one>
        <yg-facts>
          <ng-template ygFact="状态">
            <yg-status [label]="words.status[one.status]" [tone]="tones[one.status]" />
            @if (one.founded !== null) {
              <yg-status [label]="one.founded ? '查实' : '不属实'" [tone]="one.founded ? 'stop' : 'rest'" />
            }
          </ng-template>
          <ng-template ygFact="类别">{{ words.kind[one.kind] }}</ng-template>
          <ng-template ygFact="对象">{{ one.subject }}</ng-template>
          @if (one.certificateId) {
            <ng-template ygFact="证书">
              <a routerLink="/administration/certificates" [queryParams]="{ id: one.certificateId }">{{
                one.certificateNumber
              }}</a>
            </ng-template>
          }
          @if (one.supplierName) {
            <ng-template ygFact="主体">{{ one.supplierName }}</ng-template>
          }
          <ng-template ygFact="投诉人">
            {{ one.name || '匿名' }}{{ one.contact ? '，' + one.contact : '' }}<br />
            <span class="muted">只供核查单位联系，不得外传。</span>
          </ng-template>
          <ng-template ygFact="收到">{{ time(one.createdAt) }}</ng-template>
          <ng-template ygFact="内容">
            <span class="content">{{ one.content }}</span>
          </ng-template>

          <ng-template ygFact="材料">
            @if (one.evidence.length > 0) {
              <yg-evidence-list [files]="one.evidence" />
            } @else {
              没有附材料
            }
          </ng-template>
          @if (one.handler) {
            <ng-template ygFact="经办人">
              {{ one.handler }}{{ one.takenAt ? '，' + time(one.takenAt) + ' 接手' : '' }}
            </ng-template>
          }
          @if (one.answer) {
            <ng-template ygFact="答复">
              <span class="content">
                {{ one.answer }} <span class="muted">{{ one.answeredAt ? time(one.answeredAt) : '' }}</span>
              </span>
            </ng-template>
          }
        </yg-facts>
        @if (session.may('answerComplaint')) {
          <div class="form-actions">
            @if (one.can.take) {
              <button nz-button type="button" [nzLoading]="busy()" (click)="take()" data-testid="take">接手核查</button>
            }
            @if (one.can.answer) {
              <button nz-button nzType="primary" type="button" (click)="answer(one)" data-testid="answer-open">
                答复
              </button>
            }
            @if (one.founded && one.supplierId) {
              <button nz-button nzDanger type="button" (click)="sanction(one)">作出处理决定</button>
            }
          </div>
        }
      </ng-template>
    </yg-record>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
  styles: `
    .content {
      white-space: pre-line;
    }
  `,
})
export class ComplaintDetail {
  readonly id = input.required<string>();
  readonly decided = output();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  protected readonly data = apiResource('getComplaint', () => ({ params: { id: this.id() } }));
  protected readonly busy = signal(false);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly words = { kind: COMPLAINT_KINDS, status: COMPLAINT_STATUSES };
  protected readonly tones = COMPLAINT_TONES;
  protected readonly time = formatTime;

  protected async take(): Promise<void> {
    this.busy.set(true);
    try {
      this.data.set(await this.api.call('takeComplaint', { params: { id: this.id() } }));
      this.message.success('已接手核查。');
    } catch (error) {
      this.message.error(toApiError(error).message);
      this.data.reload();
    } finally {
      this.busy.set(false);
      this.decided.emit();
    }
  }

  protected answer(one: Complaint): void {
    this.dialog.set({
      heading: `答复投诉 ${one.number}`,
      testId: 'answer',
      intro: (values) =>
        values.flag('suspend')
          ? `将立即暂停证书 ${one.certificateNumber ?? ''}，产品下架，新订单会被拒绝。答复提交后不能修改。`
          : '投诉人凭编号可以看到答复。提交后不能修改。',
      fields: [
        { key: 'founded', label: '核查结论', kind: 'choice', options: { yes: '属实', no: '不属实' } },
        { key: 'answer', label: '答复', kind: 'area', max: 2000 },
        {
          key: 'suspend',
          label: '立即暂停证书',
          kind: 'check',
          hint: '查实的投诉可当场将产品移出目录。',
          shown: (values) => values.text('founded') === 'yes' && one.certificateId !== null,
        },
      ],
      danger: (values) => values.flag('suspend') && values.text('founded') === 'yes',
      action: (values) => (values.flag('suspend') && values.text('founded') === 'yes' ? '答复并暂停证书' : '提交答复'),
      ...sendsTo(
        'answerComplaint',
        (values) => {
          const founded = values.text('founded') === 'yes';
          return { founded, answer: values.text('answer'), suspend: founded && values.flag('suspend') };
        },
        async (sent) => {
          await this.api.call('answerComplaint', { params: { id: one.id }, ...sent });
          return `投诉 ${one.number} 已答复。`;
        },
      ),
    });
  }

  protected sanction({ id, certificateId, certificateNumber, supplierId, supplierName }: Complaint): void {
    if (!supplierId) return;
    const target = { certificateId, certificateNumber, supplierId, supplierName: supplierName ?? '', complaintId: id };
    this.dialog.set(sanctionForm(this.api, target, null));
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (!done) return;
    this.data.reload();
    this.decided.emit();
  }
}
