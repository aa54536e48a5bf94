import { anOrder } from '@yigou/orders/testing';
import type { OrderStatus } from '@yigou/contracts';
import { SYSTEM } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { given, type TestDatabase } from '@yigou/testing';
import { CampaignOrder } from '../campaign-order.entity';
import { lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { lockPledges, movePledges } from '../move-pledges';
import type { Pledge } from '../pledge.entity';
import { aCampaign, aPledge, type MadeCampaign, type SaidOfCampaign } from './a-campaign';

/** What each pledge of a succeeded campaign is fetched with. */
export const HAND_CODE = 'ABCDEF2345';

/** Of digits, as the sequence gives them. */
const aPledgeNumber = (): string => `BN${BigInt(`0x${newId().slice(-10)}`)}`;

/** A campaign that succeeded with as many pledges of one share as its threshold, all of whom know of it, at the first tier and without freight going back. */
export async function aSucceededCampaign(
  test: Pick<TestDatabase, 'db' | 'uow'>,
  said: SaidOfCampaign = {},
  pledge: Partial<Pledge> & { readonly status?: 'paid' } = {},
): Promise<MadeCampaign & { readonly pledges: readonly Pledge[] }> {
  const made = await aCampaign(test.db, said).recruiting();
  const pledges: Pledge[] = [];
  for (let at = 0; at < made.campaign.thresholdShares; at += 1)
    pledges.push(await aPledge(test.db, made, { number: aPledgeNumber(), ...pledge }));
  await test.uow.run(async (tx) => {
    const shares = pledges.reduce((sum, one) => sum + one.shares, 0);
    await moveCampaign(tx, await lockCampaign(tx, made.campaign.id), {
      action: 'succeed',
      by: SYSTEM,
      final: { shares, tier: 0 },
    });
    const locked = await lockPledges(
      tx,
      pledges.map(({ id }) => id),
    );
    await movePledges(tx, locked, {
      action: 'confirm',
      by: SYSTEM,
      finals: new Map(
        pledges.map((one) => [
          one.id,
          {
            finalFen: one.amountFen,
            freightFen: made.campaign.freightShareFen * one.shares,
            handCode: HAND_CODE,
          },
        ]),
      ),
    });
  });
  return { ...made, pledges };
}

/** One whose goods were ordered of their supplier, in an order that stands where it is said to. */
export async function aBoughtCampaign(
  test: Pick<TestDatabase, 'db' | 'uow'>,
  said: SaidOfCampaign & { readonly orders?: readonly OrderStatus[] } = {},
) {
  const { orders: statuses = ['to_ship'], ...campaignSaid } = said;
  // The orders hold the stock; the campaign gave up what it held.
  const made = await aSucceededCampaign(test, { held: false, ...campaignSaid });
  const orders: string[] = [];
  for (const status of statuses) {
    const { order } = await anOrder(test.db, { skuId: made.goods[0]?.skuId ?? '', quantity: 3 }).in(status);
    await given(test.db, CampaignOrder, {
      orderId: order.id,
      campaignId: made.campaign.id,
      supplierId: order.supplierId,
      // One order per supplier and place: here a place of its own for each.
      pointId: orders.length === 0 ? null : (made.pledges[0]?.pointId ?? null),
      checkoutId: order.checkoutId,
    });
    await test.db.query(`UPDATE sales_order SET origin = $3, origin_id = $2 WHERE id = $1`, [
      order.id,
      made.campaign.id,
      made.campaign.deliveryMode === 'recipient' ? 'donation' : 'campaign',
    ]);
    orders.push(order.id);
  }
  await test.uow.run(async (tx) =>
    moveCampaign(tx, await lockCampaign(tx, made.campaign.id), { action: 'purchase', by: SYSTEM }),
  );
  return { ...made, orders };
}
