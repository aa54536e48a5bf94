import { CampaignMoved, Donations } from '@yigou/campaigns';
import { Consumer, type Heard, On } from '../outbox/consumer';

/** Follows campaigns: what one promised of a need is free again when it came to nothing. */
@Consumer('campaigns_recipients')
export class RecipientsConsumer {
  constructor(private readonly donations: Donations) {}

  @On(CampaignMoved)
  async follow({ payload }: Heard<typeof CampaignMoved>): Promise<void> {
    await this.donations.follow(payload.campaignId);
  }
}
