import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import {
  APPLICATION_ACTIONS,
  APPLICATION_STATUSES,
  EVIDENCE_KINDS,
  OBJECTION_STATUSES,
  REVIEW_LEVELS,
} from '@yigou/contracts/labels';
import { ApiClient, type ApiError, apiResource, toApiError } from '@yigou/web-data';
import { EvidenceListComponent, EvidenceViewerComponent } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Session } from '../../identity/session';
import { formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { StatusTag } from '../../shared/status-tag';
import { RecordHead, RecordPage, RecordTemplate } from '../../shared/record';
import { type HistoryStep, StepHistory } from '../../shared/step-history';
import { APPLICATION_TONES, OBJECTION_TONES } from '../../shared/tones';
import { ApplicationFacts } from './application-facts';
import { decidedWords } from '../../shared/review/decided';
import { type DecisionBody, DecisionPanel } from '../../shared/review/decision-panel';
import { FieldNote } from '../../shared/review/field-note';
import { REVIEW_CHOICES } from './review-choices';
import { ReviewDraft } from '../../shared/review/review-draft';
import { Stops } from './stops';
import { takeOverForm } from './take-over';

const TABS = { form: '申请', evidence: '材料', history: '进展' } as const;

/** One application beside its evidence, and the decision on it. */
@Component({
  selector: 'yg-review-page',
  imports: [
    ApplicationFacts,
    DecisionPanel,
    EvidenceListComponent,
    EvidenceViewerComponent,
    FieldNote,
    FormDialog,
    NzAlertComponent,
    RecordHead,
    RecordPage,
    RecordTemplate,
    RouterLink,
    StatusTag,
    StepHistory,
    Stops,
  ],
  providers: [ReviewDraft],
  templateUrl: './review-page.html',
  styleUrl: './review-page.css',
})
export class ReviewPage {
  /** From the address. */
  readonly id = input.required<string>();

  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly message = inject(NzMessageService);
  private readonly session = inject(Session);
  private readonly draft = inject(ReviewDraft);

  protected readonly data = apiResource('getReview', () => ({ params: { id: this.id() } }));
  protected readonly review = this.data.latest;
  private readonly admission = apiResource('getAdmission', () => {
    const id = this.review()?.supplier.id;
    return id ? { params: { id } } : undefined;
  });
  protected readonly mechanisms = computed(() => {
    const ids = this.review()?.application.form.mechanismIds ?? [];
    return this.admission.hasValue()
      ? this.admission.value().mechanisms.filter((mechanism) => ids.includes(mechanism.id))
      : null;
  });
  protected readonly files = computed(
    () =>
      this.review()?.application.evidence.map(({ kind, evidence }) => ({ label: EVIDENCE_KINDS[kind], evidence })) ??
      [],
  );
  protected readonly absent = computed(() => {
    const { requiredEvidence = [], evidence = [] } = this.review()?.application ?? {};
    return requiredEvidence
      .filter((kind) => !evidence.some((file) => file.kind === kind))
      .map((kind) => EVIDENCE_KINDS[kind]);
  });
  protected readonly steps = computed<HistoryStep[]>(
    () =>
      this.review()?.application.steps.map((step) => ({
        at: step.at,
        title: `${step.level && step.action === 'approve' ? REVIEW_LEVELS[step.level] : ''}${APPLICATION_ACTIONS[step.action]}`,
        who: [step.actor, step.seat].filter(Boolean).join('，'),
        text: step.reason,
        evidence: step.evidence,
        bad: ['refuse', 'terminate', 'object'].includes(step.action),
      })) ?? [],
  );
  protected readonly why = computed(() => {
    const can = this.review()?.can;
    if (!can || can.decide) return this.session.may('decideReview') ? null : '您的角色只能查看。';
    return can.why ?? '现在不由本级办理。';
  });
  protected readonly claimable = computed(() => {
    const can = this.review()?.can;
    return !!can && (can.claim || can.takeOver) && this.session.may('claimReview');
  });
  protected readonly takingOver = signal<FormConfig | null>(null);
  protected readonly overtaken = signal('');
  protected readonly tabs = Object.entries(TABS) as [keyof typeof TABS, string][];
  protected readonly tab = signal<keyof typeof TABS>('form');
  protected readonly choices = REVIEW_CHOICES;
  protected readonly words = { status: APPLICATION_STATUSES, objection: OBJECTION_STATUSES };
  protected readonly tones = { status: APPLICATION_TONES, objection: OBJECTION_TONES };
  protected readonly time = formatTime;

  protected readonly send = async (body: DecisionBody, key: string): Promise<void> => {
    const review = this.review();
    if (!review) return;
    const { id, productName } = review.application;
    await this.api.call('decideReview', { params: { id }, body, idempotencyKey: key });
    const done = REVIEW_CHOICES.find((choice) => choice.decision === body.decision)?.label ?? '已办理';
    this.message.success(`“${productName}”已办理：${done}。`);
    await this.router.navigateByUrl('/administration/reviews');
  };

  protected refused(error: ApiError): void {
    const words = decidedWords(error, formatTime);
    if (!words) return;
    this.overtaken.set(words);
    this.draft.clear();
    this.data.reload();
  }

  protected async claim(): Promise<void> {
    if (this.review()?.can.takeOver)
      return this.takingOver.set(takeOverForm(({ body }) => this.take(body.reason ?? '')));
    try {
      this.message.success(await this.take(''));
    } catch (error) {
      const refused = toApiError(error);
      this.overtaken.set(decidedWords(refused, formatTime) ?? refused.message);
      this.data.reload();
    }
  }

  private async take(reason: string): Promise<string> {
    this.data.set(await this.api.call('claimReview', { params: { id: this.id() }, body: { reason } }));
    return '已接手，其他人会看到由您办理。';
  }

  protected taken(done: boolean): void {
    this.takingOver.set(null);
    if (!done) this.data.reload();
  }
}
