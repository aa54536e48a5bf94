import { FULFILMENT_ENTITIES } from './fulfilment/entities';
import { AddressListEntity } from './addresses/address-list.entity';
import { CampaignAddress } from './addresses/address.entity';
import { Balance } from './balances/balance.entity';
import { Forfeit } from './balances/forfeit.entity';
import { CampaignReport } from './authoring/report.entity';
import { CampaignGoods } from './campaign-goods.entity';
import { CampaignOrder } from './campaign-order.entity';
import { CampaignStep } from './campaign-step.entity';
import { CampaignSupplier } from './campaign-supplier.entity';
import { Campaign } from './campaign.entity';
import { LeaderStep } from './leaders/leader-step.entity';
import { Leader } from './leaders/leader.entity';
import { CampaignComplaint } from './moderation/complaint.entity';
import { PledgeStep } from './pledge-step.entity';
import { Pledge } from './pledge.entity';
import { Point } from './point.entity';
import { RECIPIENTS_ENTITIES } from './recipients/entities';
import { Slot } from './slot.entity';
import { Substitute, SubstituteAnswer, SubstituteStep } from './substitutes/substitute.entity';

export const CAMPAIGNS_ENTITIES = [
  ...FULFILMENT_ENTITIES,
  Campaign,
  CampaignStep,
  CampaignSupplier,
  CampaignGoods,
  Slot,
  Point,
  Leader,
  LeaderStep,
  Pledge,
  PledgeStep,
  Balance,
  Forfeit,
  CampaignOrder,
  ...RECIPIENTS_ENTITIES,
  CampaignReport,
  CampaignComplaint,
  AddressListEntity,
  CampaignAddress,
  Substitute,
  SubstituteAnswer,
  SubstituteStep,
];
