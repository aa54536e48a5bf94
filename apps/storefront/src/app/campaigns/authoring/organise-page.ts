import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  CAMPAIGN_ACTIONS,
  CAMPAIGN_FIELDS,
  CAMPAIGN_FORMS,
  CAMPAIGN_STATUSES,
  SUPPLIER_ANSWERS,
} from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import {
  contractForm,
  CountPipe,
  DialogComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  FieldComponent,
  FieldInputDirective,
  FenPipe,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
  TimelineComponent,
  type TimelineEntry,
  Toast,
} from '@yigou/web-ui';
import { FormField } from '@angular/forms/signals';
import { ShopTitleStrategy } from '../../shell/title-strategy';
import { CampaignLeadersComponent } from '../leaders/campaign-leaders';
import { AddressListComponent } from './address-list';
import { CampaignEffectComponent } from './campaign-effect';
import { DraftFormComponent } from './draft-form';
import type { Mine } from './draft-model';
import { ProgressReportsComponent } from './progress-reports';
import { hasSucceeded, waitsFor } from './waits-for';

/** Until it has succeeded. */
const CANCELLABLE: readonly Mine['status'][] = [
  'draft',
  'to_recipient',
  'agreeing',
  'to_review',
  'recruiting',
  'awaiting_balance',
  'collecting',
];

/** One campaign of the own: a form while it is a draft, afterwards where it stands and who it waits for. */
@Component({
  selector: 'app-organise-page',
  imports: [
    AddressListComponent,
    CampaignEffectComponent,
    CampaignLeadersComponent,
    CountPipe,
    DialogComponent,
    DraftFormComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    FieldComponent,
    FieldInputDirective,
    FormField,
    FenPipe,
    IconComponent,
    InstantPipe,
    ProgressReportsComponent,
    RouterLink,
    SkeletonComponent,
    TimelineComponent,
  ],
  templateUrl: './organise-page.html',
  styleUrl: './organise-page.scss',
})
export class OrganisePage {
  private readonly api = inject(ApiClient);
  private readonly toast = inject(Toast);

  /** Bound from the address. */
  readonly id = input.required<string>();

  protected readonly answer = apiResource('getMyCampaign', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly campaign = this.answer.latest;
  protected readonly forms = CAMPAIGN_FORMS;
  protected readonly statuses = CAMPAIGN_STATUSES;
  protected readonly answers = SUPPLIER_ANSWERS;
  protected readonly waits = (one: Mine): string =>
    waitsFor({ ...one, unanswered: one.suppliers.filter(({ status }) => status === 'asked').length });
  protected readonly cancellable = ({ status }: Mine): boolean => CANCELLABLE.includes(status);
  protected readonly succeeded = hasSucceeded;
  /** Its goods are there, and people fetch them. */
  protected readonly handsOut = ({ status, deliveryMode }: Mine): boolean =>
    deliveryMode === 'pickup' && (status === 'received' || status === 'reallocating');
  protected readonly notes = computed(() =>
    Object.entries(this.campaign()?.reviewNotes ?? {}).map(([field, words]) => ({
      field: CAMPAIGN_FIELDS[field as keyof typeof CAMPAIGN_FIELDS] ?? field,
      words,
    })),
  );
  /** Why it came back, while it is a draft again. */
  protected readonly sentBack = computed(() => {
    const one = this.campaign();
    const last = one?.status === 'draft' ? one.history.at(-1) : undefined;
    return last && last.action !== 'draft' ? last : null;
  });
  protected readonly timeline = computed<TimelineEntry[]>(() =>
    (this.campaign()?.history ?? []).toReversed().map(({ action, at, by, reason }) => ({
      at,
      title: CAMPAIGN_ACTIONS[action as keyof typeof CAMPAIGN_ACTIONS] ?? action,
      text: [by, reason].filter(Boolean).join('：'),
    })),
  );

  protected readonly cancelling = signal(false);
  private readonly model = signal({ reason: '' });
  protected readonly cancel = contractForm('cancelCampaign', this.model, { guard: false });

  constructor() {
    const title = inject(ShopTitleStrategy);
    effect(() => {
      const one = this.campaign();
      if (one) title.set(one.title);
    });
  }

  protected saved(one: Mine): void {
    this.answer.set(one);
  }

  protected async confirmCancel(event: Event): Promise<void> {
    event.preventDefault();
    const done = await this.cancel.send(
      async (sent) => this.answer.set(await this.api.call('cancelCampaign', { params: { id: this.id() }, ...sent })),
      this.id(),
    );
    if (!done) return;
    this.cancelling.set(false);
    this.toast.say('已取消。已付的款项会全部退回。');
  }
}
