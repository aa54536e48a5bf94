import { waitsFor } from '@yigou/platform';
import { asksOf } from './authoring/campaign-asks.queries';
import { reviewsOf } from './authoring/campaign-reviews.queries';
import { CAMPAIGN_OFFICE } from './authoring/review-campaigns.service';
import { complaintsOf } from './moderation/complaints.service';

export const CAMPAIGNS_WAITING = waitsFor(
  {
    code: 'campaigns.asks',
    label: '待答复的团购邀约',
    seats: { kind: 'supplier' },
    link: { path: '/supplier/campaigns', query: { answer: 'asked' } },
    list: 'listCampaignAsks',
    rows: (filter, { organisationId }) => asksOf(filter, organisationId, 'asked'),
    due: 'c.deadline',
  },
  {
    code: 'campaigns.reviews',
    label: '待审核的团购',
    seats: CAMPAIGN_OFFICE,
    link: { path: '/administration/campaigns', query: { status: 'to_review' } },
    list: 'listCampaigns',
    rows: (filter, seat) => reviewsOf(filter, seat, { status: 'to_review' }),
    due: 'c.deadline',
  },
  {
    code: 'campaigns.complaints',
    label: '待处理的团购举报',
    seats: CAMPAIGN_OFFICE,
    link: { path: '/administration/campaign-complaints', query: { status: 'open' } },
    list: 'listCampaignComplaints',
    rows: (filter, seat) => complaintsOf(filter, seat, 'open'),
  },
);
