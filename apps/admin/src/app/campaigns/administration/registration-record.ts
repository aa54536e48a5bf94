import { Component, inject, input, output, signal } from '@angular/core';
import { REGISTRABLE_KINDS, REGISTRANT_TYPES, REGISTRATION_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import { type Decision, registrationForm, type RegistrationRecordView } from './decision-form';
import { REGISTRATION_TONES } from '../recipients-tones';

/** The registration of an organisation with its proof: an office of its region approves it or sends it back. */
@Component({
  selector: 'yg-registration-record',
  imports: [
    EvidenceListComponent,
    Fact,
    FactList,
    FormDialog,
    NzAlertComponent,
    NzButtonComponent,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    StatusTag,
  ],
  template: `
    <yg-record noun="份单位登记">
      <ng-template [ygRecord]="data" let-one>
        <yg-record-head>
          <yg-status [label]="statuses[one.status]" [tone]="tones[one.status]" data-testid="registration-status" />
          <ng-container recordActions>
            @if (one.can.decide) {
              <button nz-button type="button" (click)="ask(one, 'return')" data-testid="registration-return">
                退回
              </button>
              <button
                nz-button
                nzType="primary"
                type="button"
                (click)="ask(one, 'approve')"
                data-testid="registration-approve"
              >
                通过
              </button>
            }
          </ng-container>
        </yg-record-head>
        @if (one.known; as known) {
          <nz-alert
            [nzType]="known.managed ? 'error' : 'info'"
            nzShowIcon
            data-testid="registration-known"
            [nzMessage]="
              known.managed
                ? '这个代码的单位“' + known.name + '”已经有负责人，不能再通过；请退回并告知由其负责人邀请。'
                : '这个代码的单位“' + known.name + '”已在名录中但没有负责人，通过后由登记人负责。'
            "
          />
        }
        <yg-facts>
          <ng-template ygFact="单位名称">{{ one.name }}</ng-template>
          <ng-template ygFact="登记为">{{ kinds[one.kind] }}</ng-template>
          <ng-template ygFact="单位类型">{{ types[one.type] }}</ng-template>
          <ng-template ygFact="统一社会信用代码">{{ one.creditCode }}</ng-template>
          <ng-template ygFact="所在地">{{ one.region?.path ?? '未知' }}</ng-template>
          <ng-template ygFact="登记人">{{ one.applicant }}，{{ time(one.submittedAt) }}</ng-template>
          <ng-template ygFact="联系人">{{ one.contactName }}，{{ one.contactPhone }}</ng-template>
          @if (one.decidedAt) {
            <ng-template ygFact="上次办理">{{ time(one.decidedAt) }}</ng-template>
          }
          @if (one.reason) {
            <ng-template ygFact="退回原因">{{ one.reason }}</ng-template>
          }
        </yg-facts>
        <yg-record-section heading="证明材料">
          <yg-evidence-list [files]="one.proof" />
        </yg-record-section>
      </ng-template>
    </yg-record>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
  styles: `
    nz-alert {
      display: block;
      margin-block-end: 16px;
    }
  `,
})
export class RegistrationRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  protected readonly data = apiResource('getRegistration', () => ({ params: { id: this.id() } }));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly statuses = REGISTRATION_STATUSES;
  protected readonly tones = REGISTRATION_TONES;
  protected readonly kinds = REGISTRABLE_KINDS;
  protected readonly types = REGISTRANT_TYPES;
  protected readonly time = formatTime;

  protected ask(one: RegistrationRecordView, decision: Decision): void {
    this.dialog.set(
      registrationForm(this.api, one, decision, (now) => {
        this.data.set(now);
        this.changed.emit();
      }),
    );
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    // After a refusal too: somebody may have been faster.
    if (!done) this.data.reload();
  }
}
