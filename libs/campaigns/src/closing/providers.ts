import { CloseCampaigns } from './close-campaigns';
import { SettlePledges } from './settle-pledges';

/** How campaigns are decided. For the module of the context. */
export const CLOSING = [CloseCampaigns, SettlePledges];
