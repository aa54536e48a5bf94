import { ApplySubstitutes } from './apply-substitutes';
import { DissolvePlace } from './dissolve-place';
import { FollowOrders } from './follow-orders';
import { FulfilmentQueries } from './fulfilment.queries';
import { HandOutQueries } from './hand-outs.queries';
import { HandOuts } from './hand-outs.service';
import { ParticipationPdf } from './participation-pdf';
import { Participations } from './participation.queries';
import { PlaceConsignment } from './place-consignment';
import { PlanConsignments } from './plan-consignments';
import { PledgeAddresses } from './pledge-addresses';
import { PublishCampaign } from './publish-campaign';
import { PurchaseCampaigns } from './purchase-campaigns';
import { ReckonPledges } from './reckon-pledges';
import { Shortfalls } from './shortfalls';

/** What follows when a campaign has succeeded. */
export const FULFILMENT = [
  ApplySubstitutes,
  DissolvePlace,
  FollowOrders,
  FulfilmentQueries,
  HandOutQueries,
  HandOuts,
  ParticipationPdf,
  Participations,
  PlaceConsignment,
  PlanConsignments,
  PledgeAddresses,
  PublishCampaign,
  PurchaseCampaigns,
  ReckonPledges,
  Shortfalls,
];
