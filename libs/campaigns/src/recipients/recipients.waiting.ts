import { waitsFor } from '@yigou/platform';
import { deliveriesTo, surplusOf } from './deliveries.queries';
import { requestsOf } from './donations.queries';
import { needsOf } from './needs.queries';
import { RECIPIENT } from './needs.service';
import { registrationsOf } from './registrations.queries';
import { OFFICE } from './registrations.service';

const office = { ...OFFICE, kind: 'administration' } as const;
const recipient = { ...RECIPIENT, kind: 'recipient' } as const;

export const RECIPIENTS_WAITING = waitsFor(
  {
    code: 'campaigns.registrations',
    label: '待审核的单位登记',
    seats: office,
    link: { path: '/administration/registrations', query: { status: 'waiting' } },
    list: 'listRegistrations',
    rows: (filter, seat) => registrationsOf(filter, seat, 'waiting'),
  },
  {
    code: 'campaigns.needs',
    label: '待审核的受赠需求',
    seats: office,
    link: { path: '/administration/needs', query: { status: 'waiting' } },
    list: 'listNeedReviews',
    rows: (filter, seat) => needsOf(filter, seat, 'waiting'),
  },
  {
    code: 'campaigns.returned_needs',
    label: '被退回、待修改的受赠需求',
    seats: recipient,
    link: { path: '/recipient/needs', query: { status: 'returned' } },
    list: 'listOwnNeeds',
    rows: (filter, { organisationId }) => needsOf(filter, { recipientId: organisationId }, 'returned'),
  },
  {
    code: 'campaigns.donation_requests',
    label: '等待本单位确认的以购代捐',
    seats: recipient,
    link: { path: '/recipient/campaigns', query: { status: 'to_recipient' } },
    list: 'listCampaignRequests',
    rows: (filter, { organisationId }) => requestsOf(filter, organisationId, 'to_recipient'),
  },
  {
    code: 'campaigns.substitutes',
    label: '待本单位确认的替代商品',
    seats: recipient,
    link: { path: '/recipient/campaigns', query: { substitutes: '1' } },
    list: 'listCampaignRequests',
    rows: (filter, { organisationId }) => requestsOf(filter, organisationId, undefined, true),
  },
  {
    code: 'campaigns.deliveries',
    label: '到货、待本单位签收的捐赠物资',
    seats: recipient,
    link: { path: '/recipient/deliveries', query: { unsigned: '1' } },
    list: 'listDeliveries',
    rows: (filter, { organisationId }) => deliveriesTo(filter, organisationId, true),
  },
  {
    code: 'campaigns.surplus',
    label: '等待本单位答复的转赠物资',
    seats: recipient,
    link: { path: '/recipient/surplus', query: { side: 'in', status: 'offered' } },
    list: 'listSurplus',
    rows: (filter, { organisationId }) => surplusOf(filter, organisationId, 'in', 'offered'),
  },
);
