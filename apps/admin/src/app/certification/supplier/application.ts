import { Component, computed, DestroyRef, effect, inject, input, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ApplicationView } from '@yigou/contracts';
import { APPLICATION_ACTIONS, APPLICATION_KINDS, APPLICATION_STATUSES, CHANGE_CAUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, IntentKey, toApiError } from '@yigou/web-data';
import { Confirm, guardLeaving } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { appealConfig } from '../../supervision/supplier/appeal';
import { Session } from '../../identity/session';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { AutoSave, type SaveSource } from '../../shared/saving/auto-save';
import { SaveStateLine } from '../../shared/saving/save-state';
import { lastWorkingDay } from '../../shared/since';
import { StatusTag } from '../../shared/status-tag';
import { type HistoryStep, StepHistory } from '../../shared/step-history';
import { APPLICATION_TONES } from '../../shared/tones';
import { MissingList } from '../../shared/missing-list';
import {
  APPLICATION_LABELS,
  type ApplicationDraft,
  isEmptySpec,
  pricedSpec,
  toDraft,
  toForm,
} from './application-draft';
import { ApplicationEvidence } from './application-evidence';
import { ApplicationFields } from './application-fields';
import { ApplicationStops } from './application-stops';
import { PriceChecks } from './price-checks';
import { whyHeld } from './price-slip';
import { anchorOf } from './sections';

const BAD: readonly string[] = ['return', 'refuse', 'object', 'terminate', 'withdraw'];
const PRICE_REFUSALS: readonly string[] = ['price_reason_required', 'price_slip_suspected'];

/** One application: where it is, what is wrong or missing, and its form, which saves as it is filled in. */
@Component({
  selector: 'yg-application',
  imports: [
    ApplicationEvidence,
    ApplicationFields,
    ApplicationStops,
    FormDialog,
    LoadError,
    MissingList,
    NzAlertComponent,
    NzButtonComponent,
    NzSkeletonComponent,
    PageHeader,
    RouterLink,
    SaveStateLine,
    StatusTag,
    StepHistory,
  ],
  providers: [PriceChecks],
  templateUrl: './application.html',
  styleUrls: ['../../shared/column.css', './application.css'],
})
export class ApplicationPage {
  readonly id = input.required<string>();

  private readonly api = inject(ApiClient);
  private readonly checks = inject(PriceChecks);
  private readonly confirm = inject(Confirm);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  private readonly intent = new IntentKey();

  private readonly fields = viewChild(ApplicationFields);
  protected readonly loaded = apiResource('getApplication', () => ({ params: { id: this.id() } }));
  protected readonly form = signal<AutoSave<ApplicationView, ApplicationDraft> | null>(null);
  protected readonly view = computed(() => this.form()?.view() ?? null);
  protected readonly mayEdit = computed(() => !!this.view()?.can.edit && this.session.may('saveApplication'));
  protected readonly missingCount = computed(() => Object.keys(this.view()?.missing ?? {}).length);
  protected readonly firstMissing = computed(() => Object.keys(this.view()?.missing ?? {})[0] ?? '');
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly labels = APPLICATION_LABELS;
  protected readonly kinds = APPLICATION_KINDS;
  protected readonly statuses = APPLICATION_STATUSES;
  protected readonly tones = APPLICATION_TONES;
  protected readonly lastWorkingDay = lastWorkingDay;
  protected readonly causes = computed(() =>
    (this.view()?.causes ?? []).map((cause) => CHANGE_CAUSES[cause]).join('、'),
  );
  protected readonly current = computed(() => this.view()?.stops.find((stop) => stop.state === 'current') ?? null);
  protected readonly history = computed<HistoryStep[]>(() =>
    (this.view()?.steps ?? []).map((step) => ({
      at: step.at,
      title: APPLICATION_ACTIONS[step.action],
      who: [step.actor, step.seat].filter(Boolean).join(' · '),
      text: step.reason,
      evidence: step.evidence,
      bad: BAD.includes(step.action),
    })),
  );

  constructor() {
    effect(() => {
      if (this.loaded.hasValue()) this.form.set(new AutoSave(this.loaded.value(), this.source()));
    });
    inject(DestroyRef).onDestroy(() => this.form()?.leave());
    effect((onCleanup) => {
      const draft = this.form()?.draft();
      if (!draft || !this.mayEdit()) return;
      const timer = setTimeout(
        () => this.checks.ask(draft.variety, draft.grade, draft.specifications.map(pricedSpec)),
        400,
      );
      onCleanup(() => clearTimeout(timer));
    });
    // What was held for a price is saved as soon as the price has been looked at.
    effect(() => {
      const form = this.form();
      if (form?.state().kind === 'held' && !whyHeld(form.draft(), this.checked(form.draft()))) form.nudge();
    });
    const unsaved = computed(() => !['idle', 'saved', undefined].includes(this.form()?.state().kind));
    guardLeaving(
      unsaved,
      computed(() => ['held', 'failed', 'conflict'].includes(this.form()?.state().kind ?? '')),
    );
  }

  protected go(key: string): void {
    document.getElementById(anchorOf(key))?.scrollIntoView({ block: 'start' });
    this.fields()?.focus(key);
  }

  protected async ask(view: ApplicationView): Promise<void> {
    const { form } = view;
    const sure = await this.confirm.ask({
      heading: view.round > 0 && view.status === 'returned' ? '改好了，再次提交？' : '提交认定申请？',
      text:
        `“${form.productName}”，${form.specifications.length} 个规格，${form.mechanismIds.length} 个带贫机制，` +
        `带动 ${view.households} 户 ${view.people} 人，${view.evidence.length} 份材料。提交后由主管部门逐级审核，审核期间不能修改。`,
      action: '提交',
      keep: '再看看',
    });
    if (sure) await this.submit();
  }

  private async submit(): Promise<void> {
    const form = this.form();
    if (!form) return;
    this.failure.set('');
    this.busy.set(true);
    try {
      if (!(await form.flush())) {
        this.failure.set('还有内容没有保存，请先处理页面下方的提示，再提交。');
        return;
      }
      const body = { version: form.view().version };
      form.adopt(
        await this.api.call('submitApplication', {
          params: { id: this.id() },
          body,
          idempotencyKey: this.intent.for(body),
        }),
      );
      this.message.success('已提交，主管部门会收到通知。');
    } catch (error) {
      const refused = toApiError(error);
      if (refused.code !== 'network') this.intent.renew();
      this.failure.set(refused.message);
      if (PRICE_REFUSALS.includes(refused.code)) this.go('specifications');
    } finally {
      this.busy.set(false);
    }
  }

  protected withdraw(view: ApplicationView): void {
    this.dialog.set({
      heading: '撤回这份申请？',
      testId: 'withdraw',
      intro: `“${view.productName}”的申请（${view.number}）不再办理。要继续办，须重新申请，从头审核。`,
      fields: [{ key: 'reason', label: '撤回原因', kind: 'area', max: 500 }],
      action: '撤回申请',
      danger: true,
      ...sendsTo(
        'withdrawApplication',
        (values) => ({ reason: values.text('reason') }),
        async ({ body }) => {
          this.form()?.adopt(await this.api.call('withdrawApplication', { params: { id: view.id }, body }));
          return '已撤回。';
        },
      ),
    });
  }

  protected appeal(view: ApplicationView): void {
    const words = `不予认定：${view.productName}`;
    const against = { sanctionId: null, applicationId: view.id, words };
    this.dialog.set(appealConfig(this.api, against, () => this.loaded.reload()));
  }

  private checked(draft: ApplicationDraft) {
    const specs = draft.specifications.filter((spec) => !isEmptySpec(spec)).map(pricedSpec);
    return specs.map((spec) => this.checks.of(draft.variety, draft.grade, spec));
  }

  private source(): SaveSource<ApplicationView, ApplicationDraft> {
    const id = this.id();
    return {
      toDraft,
      hold: (draft) => whyHeld(draft, this.checked(draft)),
      load: () => this.api.call('getApplication', { params: { id } }),
      send: (draft, version) => {
        const form = toForm(draft, this.view()?.form ?? this.loaded.value()!.form);
        return this.api.call('saveApplication', { params: { id }, body: { version, form } });
      },
    };
  }
}
