import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdmissionView } from '@yigou/contracts';
import {
  BENEFIT_MECHANISMS,
  INCOME_KINDS,
  LICENCE_KINDS,
  SUPPLIER_ACTIONS,
  SUPPLIER_KINDS,
  SUPPLIER_STATUSES,
} from '@yigou/contracts/labels';
import { ApiClient, type ApiError, apiResource } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Session } from '../../identity/session';
import { dueTone, dueWords } from '../../shared/deadlines';
import { formatCount, formatMoney, formatTime } from '../../shared/format';
import { StatusTag } from '../../shared/status-tag';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../shared/record';
import { type HistoryStep, StepHistory } from '../../shared/step-history';
import { SUPPLIER_TONES } from '../../shared/tones';
import { admissionChoices } from './admission-choices';
import { type DecisionBody, DecisionPanel } from '../../shared/review/decision-panel';
import { decidedWords } from '../../shared/review/decided';
import { FieldNote } from '../../shared/review/field-note';
import { ReviewDraft } from '../../shared/review/review-draft';

const UNDER_REVIEW: readonly string[] = ['county_review', 'platform_review'];

/** A supplier's file with its licences, mechanisms and history, and the decision on its admission. */
@Component({
  selector: 'yg-admission-detail',
  imports: [
    DecisionPanel,
    EvidenceListComponent,
    Fact,
    FactList,
    FieldNote,
    NzAlertComponent,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    RouterLink,
    StatusTag,
    StepHistory,
  ],
  providers: [ReviewDraft],
  templateUrl: './admission-detail.html',
  styleUrl: './admission-detail.css',
})
export class AdmissionDetail {
  readonly id = input.required<string>();
  readonly decided = output();

  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly message = inject(NzMessageService);
  private readonly draft = inject(ReviewDraft);
  protected readonly data = apiResource('getAdmission', () => ({ params: { id: this.id() } }));
  protected readonly view = this.data.latest;
  protected readonly fields = computed(() => fieldsOf(this.view()));
  protected readonly steps = computed<HistoryStep[]>(
    () =>
      this.view()?.file.steps.map((step) => ({
        at: step.at,
        title: SUPPLIER_ACTIONS[step.action],
        who: [step.actor, step.seat].filter(Boolean).join('，'),
        text: step.reason,
        bad: ['refuse', 'freeze', 'remove', 'blacklist'].includes(step.action),
      })) ?? [],
  );
  protected readonly record = computed(() => {
    const history = this.view()?.history;
    return history
      ? [
          { label: '证书', count: history.certificates, bad: false },
          { label: '申请', count: history.applications, bad: false },
          { label: '投诉', count: history.complaints, bad: true },
          { label: '抽查不合格', count: history.inspectionsFailed, bad: true },
          { label: '处理决定', count: history.sanctions, bad: true },
        ]
      : [];
  });
  protected readonly underReview = computed(() => UNDER_REVIEW.includes(this.view()?.file.status ?? ''));
  protected readonly choices = computed(() => admissionChoices(this.view()?.file.status ?? 'county_review'));
  protected readonly why = computed(() => {
    const can = this.view()?.can;
    if (!can || can.decide) return this.session.may('decideAdmission') ? null : '您的角色只能查看。';
    return can.why ?? '现在不由本单位办理。';
  });
  protected readonly overtaken = signal('');
  protected readonly words = {
    status: SUPPLIER_STATUSES,
    kind: SUPPLIER_KINDS,
    licence: LICENCE_KINDS,
    mechanism: BENEFIT_MECHANISMS,
    income: INCOME_KINDS,
  };
  protected readonly tones = SUPPLIER_TONES;
  protected readonly money = formatMoney;
  protected readonly time = formatTime;
  protected readonly due = (at: string): string => dueWords(at);
  protected readonly dueTone = (at: string) => dueTone(at);

  protected readonly send = async (body: DecisionBody, key: string): Promise<void> => {
    const file = this.view()?.file;
    if (!file) return;
    const label = this.choices().find((choice) => choice.decision === body.decision)?.label;
    const view = await this.api.call('decideAdmission', {
      params: { id: this.id() },
      body,
      idempotencyKey: key,
    });
    this.draft.clear();
    this.data.set(view);
    this.message.success(`“${file.name}”已办理：${label}。`);
    this.decided.emit();
  };

  protected refused(error: ApiError): void {
    const words = decidedWords(error, formatTime);
    if (!words) return;
    this.overtaken.set(words);
    this.draft.clear();
    this.data.reload();
    this.decided.emit();
  }
}

function fieldsOf(view: AdmissionView | null) {
  if (!view) return [];
  const { file } = view;
  return [
    { key: 'creditCode', label: '统一社会信用代码', value: file.creditCode },
    {
      key: 'county',
      label: '所在地',
      value: [file.county?.path, file.township, file.village].filter(Boolean).join(' '),
    },
    { key: 'address', label: '详细地址', value: file.address },
    { key: 'legalPerson', label: '法定代表人', value: file.legalPerson },
    { key: 'contact', label: '联系人', value: file.contact },
    { key: 'phone', label: '联系电话', value: file.phone },
    { key: 'bankName', label: '开户银行', value: file.bankName },
    { key: 'bankAccount', label: '银行账号', value: file.bankAccountMasked },
    { key: 'productionBase', label: '生产基地', value: file.productionBase },
    { key: 'baseMu', label: '基地面积', value: file.baseMu === null ? null : `${formatCount(file.baseMu)} 亩` },
    { key: 'introduction', label: '主体介绍', value: file.introduction },
    { key: 'agent', label: '销售方式', value: file.agent ? '受委托代理销售' : '自产自销' },
  ];
}
