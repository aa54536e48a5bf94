import { AddressLists, CampaignMoved, ProgressReports } from '@yigou/campaigns';

import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const HOUR_MS = 3_600_000;

/** Reports fall due once goods are received, and people of lists of addresses are forgotten. */
@Consumer('campaigns')
export class CampaignAuthoringConsumer {
  constructor(
    private readonly reports: ProgressReports,
    private readonly addresses: AddressLists,
  ) {}

  @On(CampaignMoved)
  async moved({ payload }: Heard<typeof CampaignMoved>): Promise<void> {
    if (payload.action === 'receive') await this.reports.makeDue(payload.campaignId);
  }

  @Every({ name: 'forget-addresses', everyMs: HOUR_MS })
  async forgetAddresses(): Promise<void> {
    while ((await this.addresses.forgetOld()) > 0);
  }
}
