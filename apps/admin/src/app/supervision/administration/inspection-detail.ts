import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { INSPECTION_CAUSES, INSPECTION_ITEMS, INSPECTION_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Session } from '../../identity/session';
import { formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { StatusTag } from '../../shared/status-tag';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { INSPECTION_TONES } from '../../shared/tones';
import { recordForm } from './inspection-forms';
import { sanctionForm } from './sanction-forms';

const VERDICTS = {
  ok: ['正常', 'go'],
  problem: ['有问题', 'stop'],
  not_checked: ['未检查', 'rest'],
} as const;

/** One inspection: what was found, what was put right, and the form for the next step. */
@Component({
  selector: 'yg-inspection-detail',
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
    <yg-record noun="次抽查"
      ><ng-template [ygRecord]="data" let-one>
        <yg-facts>
          <ng-template ygFact="状态"
            ><yg-status [label]="words.status[one.status]" [tone]="tones[one.status]"
          /></ng-template>
          <ng-template ygFact="证书">
            <a routerLink="/administration/certificates" [queryParams]="{ id: one.certificateId }">{{
              one.certificateNumber
            }}</a>
          </ng-template>
          <ng-template ygFact="产品">{{ one.productName }}，{{ one.supplierName }}</ng-template>
          <ng-template ygFact="来由">{{ words.cause[one.cause] }}</ng-template>
          <ng-template ygFact="完成期限">
            {{ one.dueOn }}
            @if (one.overdue) {
              <yg-status label="已超期" tone="stop" />
            }
          </ng-template>
          @if (items(); as list) {
            @for (item of list; track item.label) {
              <ng-template [ygFact]="item.label"><yg-status [label]="item.words" [tone]="item.tone" /></ng-template>
            }
          }
          @if (one.findings) {
            <ng-template ygFact="检查情况">
              {{ one.findings }}
              @if (one.evidence.length > 0) {
                <yg-evidence-list [files]="one.evidence" />
              }
            </ng-template>
            <ng-template ygFact="记录"
              >{{ one.recordedBy }}，{{ one.recordedAt ? time(one.recordedAt) : '' }}</ng-template
            >
          }
          @if (one.rectifyBy) {
            <ng-template ygFact="整改期限">{{ one.rectifyBy }}</ng-template>
          }
          @if (one.rectification) {
            <ng-template ygFact="整改报告">
              {{ one.rectification }} <span class="muted">{{ one.rectifiedAt ? time(one.rectifiedAt) : '' }}</span>
              @if (one.rectificationEvidence.length > 0) {
                <yg-evidence-list [files]="one.rectificationEvidence" />
              }
            </ng-template>
          }
        </yg-facts>
        @if (one.can.record && session.may('recordInspection')) {
          <button nz-button nzType="primary" type="button" (click)="record()" data-testid="record-open">
            {{ one.status === 'rectified' ? '复核整改' : '记录检查结果' }}
          </button>
        } @else if (one.status === 'failed' && session.may('imposeSanction')) {
          <button nz-button nzDanger type="button" (click)="sanction(one.certificateId)">作出处理决定</button>
        } @else if (one.status === 'rectifying') {
          <p class="muted">等待主体整改并报告，收到后在这里复核。</p>
        }
      </ng-template></yg-record
    >
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
})
export class InspectionDetail {
  readonly id = input.required<string>();
  readonly decided = output();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  protected readonly data = apiResource('getInspection', () => ({ params: { id: this.id() } }));
  protected readonly items = computed(() => {
    const items = this.data.latest()?.items;
    if (!items) return null;
    return (Object.keys(INSPECTION_ITEMS) as (keyof typeof INSPECTION_ITEMS)[]).map((item) => {
      const [words, tone] = VERDICTS[items[item]];
      return { label: INSPECTION_ITEMS[item], words, tone };
    });
  });
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly words = { status: INSPECTION_STATUSES, cause: INSPECTION_CAUSES };
  protected readonly tones = INSPECTION_TONES;
  protected readonly time = formatTime;

  protected record(): void {
    if (this.data.hasValue()) this.dialog.set(recordForm(this.api, this.data.value()));
  }

  protected async sanction(certificateId: string): Promise<void> {
    try {
      const { certificate, supplierId } = await this.api.call('getAdminCertificate', { params: { id: certificateId } });
      const { number, supplierName, productName } = certificate;
      const target = { certificateId, certificateNumber: number, supplierId, supplierName, productName };
      this.dialog.set(sanctionForm(this.api, { ...target, inspectionId: this.id() }, null));
    } catch (error) {
      this.message.error(toApiError(error).message);
    }
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (!done) return;
    this.data.reload();
    this.decided.emit();
  }
}
