import { CloseCampaigns, CollectBalances, CountPledges, EndPledges, SettlePledges } from '@yigou/campaigns';
import { Consumer, Every } from '../outbox/consumer';

const BATCH = 100;

/** Deadlines of campaigns and of what is to be paid for them, and what follows for the pledges: all found from the tables, whatever became of a worker before. */
@Consumer('campaigns')
export class CampaignsConsumer {
  constructor(
    private readonly closing: CloseCampaigns,
    private readonly settling: SettlePledges,
    private readonly ending: EndPledges,
    private readonly balances: CollectBalances,
    private readonly counting: CountPledges,
  ) {}

  @Every({ name: 'close-campaigns', everyMs: 3_000 })
  async close(): Promise<void> {
    await this.closing.closeDue(BATCH);
  }

  @Every({ name: 'settle-pledges', everyMs: 5_000 })
  async settle(): Promise<void> {
    await this.settling.settleAll();
  }

  @Every({ name: 'expire-pledges', everyMs: 10_000 })
  async expire(): Promise<void> {
    await this.ending.expireDue(BATCH);
  }

  @Every({ name: 'collect-balances', everyMs: 10_000 })
  async collect(): Promise<void> {
    await this.balances.collectDue(BATCH);
  }

  @Every({ name: 'count-pledges', everyMs: 60_000 })
  async count(): Promise<void> {
    await this.counting.countDue(BATCH);
  }
}
