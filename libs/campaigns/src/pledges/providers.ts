import { EndPledges } from './end-pledges';
import { JoinCampaign } from './join-campaign';
import { PledgePayments } from './pledge-payments';
import { PledgeQueries } from './pledges.queries';

/** How people take shares. For the module of the context. */
export const PLEDGES = [EndPledges, JoinCampaign, PledgePayments, PledgeQueries];
