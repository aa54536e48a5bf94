import { Component, inject, input, output, signal } from '@angular/core';
import {
  CAMPAIGN_COMPLAINT_KINDS,
  CAMPAIGN_COMPLAINT_STATUSES,
  CAMPAIGN_FORMS,
  CAMPAIGN_STATUSES,
  type CampaignStatus,
  DELIVERY_MODES,
  SUPPLIER_ANSWERS,
} from '@yigou/contracts/labels';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, apiResource, apiUrl } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { formatCount, formatMoney, formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import { StepHistory } from '../../shared/step-history';
import { CAMPAIGN_TONES } from '../../shared/tones';
import { approveForm, returnForm, stopForm } from '../campaign-forms';
import { stepsOf, weightWords } from '../campaign-words';
import { CampaignGoodsTable } from '../goods-table';

type Reviewed = RouteResponse<'getCampaignToReview'>;
/** Until it has succeeded. */
const STOPPABLE: readonly CampaignStatus[] = [
  'to_recipient',
  'agreeing',
  'to_review',
  'recruiting',
  'awaiting_balance',
  'collecting',
];

/** One campaign before its office: what it promises, what it does for whom, who is behind it, and what is said against it. */
@Component({
  selector: 'yg-campaign-record',
  imports: [
    CampaignGoodsTable,
    Fact,
    FactList,
    FormDialog,
    NzButtonComponent,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    StatusTag,
    StepHistory,
  ],
  templateUrl: './campaign-record.html',
  styles: `
    .story {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    .photos {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-block: 6px;
    }
    .photos img {
      display: block;
      border-radius: 6px;
      object-fit: cover;
    }
  `,
})
export class CampaignRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  protected readonly data = apiResource('getCampaignToReview', () => ({ params: { id: this.id() } }));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly words = {
    status: CAMPAIGN_STATUSES,
    form: CAMPAIGN_FORMS,
    delivery: DELIVERY_MODES,
    answer: SUPPLIER_ANSWERS,
    complaint: CAMPAIGN_COMPLAINT_KINDS,
    complaintStatus: CAMPAIGN_COMPLAINT_STATUSES,
  };
  protected readonly tones = CAMPAIGN_TONES;
  protected readonly time = formatTime;
  protected readonly money = formatMoney;
  protected readonly count = formatCount;
  protected readonly weight = weightWords;
  protected readonly steps = stepsOf;
  protected readonly photoOf = (id: string, photoId: string, size: 'thumb' | 'page'): string =>
    apiUrl('campaignReportPhoto', { id, photoId }, { size });
  protected readonly counties = ({ effect }: Reviewed): string => effect.counties.map(({ path }) => path).join('、');
  protected readonly mayDecide = ({ status }: Reviewed): boolean =>
    status === 'to_review' && this.session.may('approveCampaign');
  protected readonly mayStop = ({ status }: Reviewed): boolean =>
    STOPPABLE.includes(status) && this.session.may('stopCampaign');

  protected ask(what: 'approve' | 'return' | 'stop', one: Reviewed): void {
    const done = (now: Reviewed): void => this.data.set(now);
    if (what === 'return') this.dialog.set(returnForm(this.api, one));
    else this.dialog.set((what === 'approve' ? approveForm : stopForm)(this.api, one, done));
  }

  /** Also after a refusal: somebody else may have been faster. What was sent back is its organiser's again and leaves the list. */
  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (!done) this.data.reload();
    this.changed.emit();
  }
}
