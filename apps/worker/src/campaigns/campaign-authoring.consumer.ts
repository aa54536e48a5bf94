import { AddressLists, CampaignMoved, LeadCampaigns, ProgressReports } from '@yigou/campaigns';

import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const HOUR_MS = 3_600_000;

/** Reports fall due once goods are received, people of lists of addresses are forgotten, and so are asks to lead that nobody answered. */
@Consumer('campaigns')
export class CampaignAuthoringConsumer {
  constructor(
    private readonly reports: ProgressReports,
    private readonly addresses: AddressLists,
    private readonly leaders: LeadCampaigns,
  ) {}

  @On(CampaignMoved)
  async moved({ payload }: Heard<typeof CampaignMoved>): Promise<void> {
    if (payload.action === 'receive') await this.reports.makeDue(payload.campaignId);
  }

  @Every({ name: 'forget-addresses', everyMs: HOUR_MS })
  async forgetAddresses(): Promise<void> {
    while ((await this.addresses.forgetOld()) > 0);
  }

  @Every({ name: 'lapse-leader-asks', everyMs: HOUR_MS })
  async lapseAsks(): Promise<void> {
    while ((await this.leaders.lapseUnanswered()) > 0);
  }
}
