import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  CERTIFICATE_ACTIONS,
  CERTIFICATE_LEVELS,
  INSPECTION_STATUSES,
  type SanctionKind,
} from '@yigou/contracts/labels';
import { ApiClient, apiResource, apiUrl } from '@yigou/web-data';
import { formatGrams } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { Session } from '../../identity/session';
import { formatMoney, formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { StatusTag } from '../../shared/status-tag';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../shared/record';
import { type HistoryStep, StepHistory } from '../../shared/step-history';
import { INSPECTION_TONES } from '../../shared/tones';
import { sanctionForm } from '../../supervision/administration/sanction-forms';
import { CertificateFacts } from './certificate-facts';

/** One certificate: what it says, its versions, what happened to it, the chain behind it, and what an office can do about it. */
@Component({
  selector: 'yg-certificate-detail',
  imports: [
    CertificateFacts,
    FormDialog,
    NzButtonComponent,
    NzIconDirective,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    RouterLink,
    StatusTag,
    StepHistory,
  ],
  templateUrl: './certificate-detail.html',
  styleUrl: './certificate-detail.css',
})
export class CertificateDetail {
  readonly id = input.required<string>();
  /** Something was decided: the list shows old states. */
  readonly decided = output();

  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  protected readonly data = apiResource('getAdminCertificate', () => ({ params: { id: this.id() } }));
  protected readonly view = this.data.latest;
  protected readonly can = computed(() => {
    const can = this.view()?.can;
    return this.session.may('imposeSanction') && can ? can : { suspend: false, withdraw: false };
  });
  protected readonly pdf = computed(() => {
    const number = this.view()?.certificate.number;
    return number ? apiUrl('certificatePdf', { number }) : null;
  });
  protected readonly steps = computed<HistoryStep[]>(
    () =>
      this.view()?.steps.map((step) => ({
        at: step.at,
        title: CERTIFICATE_ACTIONS[step.action],
        who: [step.actor, step.seat].filter(Boolean).join('，'),
        text: step.reason,
        bad: ['suspend', 'withdraw', 'expire'].includes(step.action),
      })) ?? [],
  );
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly words = { level: CERTIFICATE_LEVELS, inspection: INSPECTION_STATUSES };
  protected readonly tones = INSPECTION_TONES;
  protected readonly money = formatMoney;
  protected readonly grams = formatGrams;
  protected readonly time = formatTime;

  protected decide(kind: SanctionKind): void {
    const view = this.view();
    if (!view) return;
    const { number, productName, supplierName } = view.certificate;
    const target = {
      certificateId: view.id,
      certificateNumber: number,
      supplierId: view.supplierId,
      supplierName,
      productName,
    };
    this.dialog.set(sanctionForm(this.api, target, kind));
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (!done) return;
    this.data.reload();
    this.decided.emit();
  }
}
