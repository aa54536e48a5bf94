import { CAMPAIGNS } from '@yigou/campaigns';
import { inWorker } from '../context';
import { CampaignsConsumer } from './campaigns.consumer';
import { CampaignAuthoringConsumer } from './campaign-authoring.consumer';
import { FulfilmentConsumer } from './fulfilment.consumer';
import { RecipientsConsumer } from './recipients.consumer';

export const campaignsInWorker = inWorker(CAMPAIGNS, {
  consumers: [CampaignAuthoringConsumer, CampaignsConsumer, FulfilmentConsumer, RecipientsConsumer],
});
