import { CAMPAIGNS_POLICY_CODES } from '@yigou/contracts';
import { defineContext, followsCode, followsPrefix, keepsPlace } from '@yigou/platform';
import { CampaignMoved, LeaderMoved, PledgesMoved } from './campaigns.events';
import { CAMPAIGNS_INVARIANTS } from './campaigns.invariants';
import { CampaignsModule } from './campaigns.module';
import { CAMPAIGNS_WAITING } from './campaigns.waiting';
import { CAMPAIGN } from './campaign-status';
import { CAMPAIGNS_ENTITIES } from './entities';
import { FULFILMENT_TABLES } from './fulfilment/entities';
import { LEADER } from './leaders/leader-status';
import { LEADERS_INVARIANTS } from './leaders/leaders.invariants';
import { PLEDGE } from './pledge-status';
import { CAMPAIGN_LIVE } from './public';
import { NEED } from './recipients/need-status';
import { RECIPIENTS_INVARIANTS } from './recipients/recipients.invariants';
import { RECIPIENTS_WAITING } from './recipients/recipients.waiting';
import { REGISTRATION } from './recipients/registration-status';
import { SURPLUS } from './recipients/surplus-status';
import { SUBSTITUTE } from './substitutes/substitute-status';
import { SUBSTITUTES_INVARIANTS } from './substitutes/substitutes.invariants';

export const CAMPAIGNS = defineContext({
  name: 'campaigns',
  module: CampaignsModule,
  entities: CAMPAIGNS_ENTITIES,
  tables: [
    ...FULFILMENT_TABLES,
    'campaigns_address',
    'campaigns_address_list',
    'campaigns_balance',
    'campaigns_campaign',
    'campaigns_campaign_step',
    'campaigns_complaint',
    'campaigns_forfeit',
    'campaigns_goods',
    'campaigns_leader',
    'campaigns_leader_step',
    'campaigns_order',
    'campaigns_pledge',
    'campaigns_pledge_step',
    'campaigns_point',
    'campaigns_report',
    'campaigns_slot',
    'campaigns_supplier',
    'campaigns_registration',
    'campaigns_registration_step',
    'campaigns_need',
    'campaigns_need_step',
    'campaigns_promise',
    'campaigns_delivery',
    'campaigns_delivery_line',
    'campaigns_surplus',
    'campaigns_surplus_step',
    'campaigns_substitute',
    'campaigns_substitute_answer',
    'campaigns_substitute_step',
    'campaigns_unit_pledge',
  ],
  events: [CampaignMoved, LeaderMoved, PledgesMoved],
  live: [CAMPAIGN_LIVE],
  machines: [CAMPAIGN, PLEDGE, LEADER, REGISTRATION, NEED, SURPLUS, SUBSTITUTE],
  invariants: [...CAMPAIGNS_INVARIANTS, ...RECIPIENTS_INVARIANTS, ...LEADERS_INVARIANTS, ...SUBSTITUTES_INVARIANTS],
  waiting: [...CAMPAIGNS_WAITING, ...RECIPIENTS_WAITING],
  policies: CAMPAIGNS_POLICY_CODES,
  places: {
    'campaigns_need.region_code': followsCode('受助需求'),
    'campaigns_registration.region_code': followsCode('组织与受助方登记'),
    'campaigns_campaign.review_prefix': followsPrefix('团购活动（审核归属）'),
    'campaigns_point.region_code': followsCode('自提点'),
    'campaigns_point.region_path': keepsPlace('where members were told to come, in the words that they agreed to'),
    'campaigns_pledge.address_region': followsCode('参团地址'),
  },
});
