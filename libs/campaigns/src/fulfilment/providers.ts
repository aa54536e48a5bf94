import { FollowOrders } from './follow-orders';
import { FulfilmentQueries } from './fulfilment.queries';
import { HandOutQueries } from './hand-outs.queries';
import { HandOuts } from './hand-outs.service';
import { ParticipationPdf } from './participation-pdf';
import { Participations } from './participation.queries';
import { PledgeAddresses } from './pledge-addresses';
import { PublishCampaign } from './publish-campaign';

/** What follows when a campaign has succeeded. */
export const FULFILMENT = [
  FollowOrders,
  FulfilmentQueries,
  HandOutQueries,
  HandOuts,
  ParticipationPdf,
  Participations,
  PledgeAddresses,
  PublishCampaign,
];
