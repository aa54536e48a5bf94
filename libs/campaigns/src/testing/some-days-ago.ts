import { ordersSomeDaysAgo } from '@yigou/orders/testing';
import type { Tx } from '@yigou/platform';

/** How many days ago each part of the way of a published campaign was. */
export interface CampaignDaysAgo {
  readonly succeeded: number;
  readonly shipped: number;
  readonly received: number;
  readonly handedOut: number;
  readonly published: number;
}

/**
 * As if the way of a campaign that was published just now had taken some days: its own clocks and steps, those of its pledges and orders, each in their order. Histories are only ever added to,
 * and are moved here alone; whoever may not switch their guard off (a database whose owner is no superuser) keeps them as they are. Answers whether they were moved.
 */
export async function campaignSomeDaysAgo(tx: Tx, campaignId: string, days: CampaignDaysAgo): Promise<boolean> {
  const may = await tx.one<{ may: boolean }>(
    `SELECT has_parameter_privilege('session_replication_role', 'SET') AS may`,
  );
  if (!may?.may) return false;
  const { succeeded, shipped, received, handedOut, published } = days;
  const orders = await tx.query<{ id: string }>('SELECT order_id AS id FROM campaigns_order WHERE campaign_id = $1', [
    campaignId,
  ]);
  await ordersSomeDaysAgo(
    tx,
    orders.map(({ id }) => id),
    { pending_payment: succeeded, to_ship: succeeded, shipped, completed: received },
  );
  await tx.query("SET LOCAL session_replication_role = 'replica'");
  const steps = { succeeded, purchasing: succeeded, shipping: shipped, received, handed_out: handedOut, published };
  await tx.query(
    `UPDATE campaigns_campaign_step SET at = at - make_interval(days => ($2::jsonb ->> to_status)::int)
     WHERE campaigns_campaign_id = $1 AND jsonb_exists($2::jsonb, to_status)`,
    [campaignId, JSON.stringify(steps)],
  );
  await tx.query(
    `UPDATE campaigns_pledge_step s SET at = s.at - make_interval(days => ($2::jsonb ->> s.to_status)::int)
     FROM campaigns_pledge p WHERE p.campaign_id = $1 AND s.campaigns_pledge_id = p.id AND jsonb_exists($2::jsonb, s.to_status)`,
    [campaignId, JSON.stringify({ confirmed: succeeded, done: handedOut })],
  );
  const ago = (place: number) => `make_interval(days => $${place}::int)`;
  await tx.query(
    `UPDATE campaigns_campaign SET deadline = deadline - ${ago(2)}, closed_at = closed_at - ${ago(2)}, pledges_done_at = pledges_done_at - ${ago(2)} WHERE id = $1`,
    [campaignId, succeeded],
  );
  await tx.query(
    `UPDATE campaigns_pledge SET handed_at = handed_at - ${ago(2)}, counted_at = counted_at - ${ago(2)} WHERE campaign_id = $1`,
    [campaignId, handedOut],
  );
  await tx.query(
    `UPDATE campaigns_hand_out h SET said_at = h.said_at - ${ago(2)}, recorded_at = h.recorded_at - ${ago(2)}
     FROM campaigns_pledge p WHERE p.campaign_id = $1 AND h.pledge_id = p.id`,
    [campaignId, handedOut],
  );
  await tx.query(
    `UPDATE campaigns_consignment SET created_at = created_at - ${ago(2)}, reckoned_at = reckoned_at - ${ago(2)},
       placed_at = placed_at - ${ago(2)}, funded_at = funded_at - ${ago(2)} WHERE campaign_id = $1`,
    [campaignId, succeeded],
  );
  await tx.query(
    `UPDATE campaigns_publication SET published_at = published_at - ${ago(2)}, settles_at = settles_at - ${ago(2)} WHERE campaign_id = $1`,
    [campaignId, published],
  );
  await tx.query(`UPDATE campaigns_report SET at = at - ${ago(2)} WHERE campaign_id = $1`, [campaignId, published]);
  await tx.query("SET LOCAL session_replication_role = 'origin'");
  return true;
}
