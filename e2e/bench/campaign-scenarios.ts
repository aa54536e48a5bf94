// What group purchase is measured by: people who all join one campaign, and the worker that decides one that failed and gives everybody their money back.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchMarket } from './bench-market.ts';
import type { ClosingResult } from './figures.ts';
import { prepareBuyers } from './people.ts';
import type { Load, Scenario } from './scenarios.ts';

const SHARE_FEN = 2_000;
/** The most that a campaign may have. */
const CAP = 1_000_000;
const SHARDS = 16;

/** A campaign that recruits, of goods that nobody holds yet; its deadline is so many days away. */
async function recruiting(market: BenchMarket, thresholdShares: number): Promise<string> {
  const [organiser] = await prepareBuyers(market, 1);
  const id = randomUUID();
  await market.db.query(
    `WITH sold AS (SELECT supplier_id, sku_ids[1] AS sku_id FROM listing ORDER BY product_id LIMIT 1),
       campaign AS (
         INSERT INTO campaigns_campaign (id, number, form, status, organiser_user_id, organiser_name, title, threshold_shares, cap_shares, per_pledge_shares,
           deadline, tier_from, delivery_mode, ship_on, opened_at)
         VALUES ($1::uuid, left($4, 20), 'pre_sale', 'recruiting', $2, '压测团长', '压测团购', $3, ${CAP}, 100, now() + interval '1 day', ARRAY[1, 1000], 'recipient', current_date + 30, now())),
       slot AS (INSERT INTO campaigns_slot (campaign_id, shard, capacity) SELECT $1::uuid, n, ${CAP / SHARDS} FROM generate_series(0, ${SHARDS - 1}) AS n),
       supplier AS (INSERT INTO campaigns_supplier (campaign_id, supplier_id, answer, answered_at) SELECT $1::uuid, supplier_id, 'agreed', now() FROM sold),
       step AS (
         INSERT INTO campaigns_campaign_step (id, campaigns_campaign_id, action, from_status, to_status)
         VALUES (gen_random_uuid(), $1::uuid, 'draft', NULL, 'draft'))
     INSERT INTO campaigns_goods (id, campaign_id, position, supplier_id, sku_id, pieces, prices_fen)
     SELECT gen_random_uuid(), $1::uuid, 0, supplier_id, sku_id, 1, ARRAY[${SHARE_FEN}, ${SHARE_FEN - 200}] FROM sold`,
    [id, organiser?.id, thresholdShares, id],
  );
  return id;
}

/** Everybody joins one campaign, each once. */
export async function joining(market: BenchMarket): Promise<Scenario> {
  const campaignId = await recruiting(market, 1);
  const prepare = async (units: number): Promise<Load> => {
    const buyers = await prepareBuyers(market, units);
    return (amount) => market.buyers.ask('joining', { buyers, campaignId, totalFen: SHARE_FEN, ...amount });
  };
  return { variants: { '': prepare } };
}

const LOOK_MS = 500;
const GIVE_UP_MS = 1_200_000;

/** So many people have paid a campaign that failed. The provider knows none of their payments: what it is asked for afterwards is refused, and costs the worker the same. */
export async function closing(market: BenchMarket, units: number): Promise<ClosingResult> {
  const campaignId = await recruiting(market, CAP);
  await pledged(market, campaignId, units);
  await market.calm();
  await market.db.query(`UPDATE campaigns_campaign SET deadline = now() - interval '1 second' WHERE id = $1`, [
    campaignId,
  ]);
  const cpu = async () => (await market.processorTime()).worker;
  const look = async () => {
    const { rows } = await market.db.query<{ left: number; done: boolean }>(
      `SELECT (SELECT count(*) FROM campaigns_pledge WHERE campaign_id = $1 AND status = 'paid')::int AS left, pledges_done_at IS NOT NULL AS done
       FROM campaigns_campaign WHERE id = $1`,
      [campaignId],
    );
    return rows[0] ?? { left: units, done: false };
  };
  const [before, started] = [await cpu(), performance.now()];
  let seen = await look();
  while (!seen.done && performance.now() - started < GIVE_UP_MS) {
    await sleep(LOOK_MS);
    seen = await look();
  }
  const seconds = (performance.now() - started) / 1000;
  const { rows } = await market.db.query<{ refunds: number }>(
    `SELECT count(*)::int AS refunds FROM refund f JOIN campaigns_pledge p ON p.id = f.holder WHERE p.campaign_id = $1 AND f.cause = 'campaign_failed'`,
    [campaignId],
  );
  return {
    pledges: units,
    left: seen.left,
    refunds: rows[0]?.refunds ?? 0,
    seconds,
    workerSeconds: (await cpu()) - before,
  };
}

/** Paid pledges by SQL, a share each. */
async function pledged(market: BenchMarket, campaignId: string, units: number): Promise<void> {
  await market.db.query(
    `WITH people AS (
       INSERT INTO app_user (id, login, name, password_hash)
       SELECT gen_random_uuid(), 'bench-' || gen_random_uuid() || '@example.org', '压测买家', 'none' FROM generate_series(1, $2) RETURNING id),
     wanted AS MATERIALIZED (SELECT id AS user_id, gen_random_uuid() AS id, gen_random_uuid() AS payment_id, (row_number() OVER () % ${SHARDS})::smallint AS shard FROM people),
     payment_row AS (
       INSERT INTO payment (id, holder, amount_fen, status, captured_fen, paid_at, purpose)
       SELECT payment_id, id, ${SHARE_FEN}, 'paid', ${SHARE_FEN}, now(), 'pledge' FROM wanted),
     entry AS (INSERT INTO payment_entry (id, payment_id, kind, amount_fen) SELECT gen_random_uuid(), payment_id, 'capture', ${SHARE_FEN} FROM wanted),
     attempt AS (
       INSERT INTO payment_attempt (id, payment_id, status, provider_ref, return_url)
       SELECT gen_random_uuid(), payment_id, 'succeeded', 'pi_bench_' || payment_id, '' FROM wanted),
     step AS (
       INSERT INTO campaigns_pledge_step (id, campaigns_pledge_id, action, from_status, to_status)
       SELECT gen_random_uuid(), id, 'join', NULL, 'pending' FROM wanted),
     slot AS (
       UPDATE campaigns_slot s SET paid = t.n FROM (SELECT shard, count(*)::int AS n FROM wanted GROUP BY shard) t
       WHERE s.campaign_id = $1::uuid AND s.shard = t.shard)
     INSERT INTO campaigns_pledge (id, number, campaign_id, user_id, status, shares, amount_fen, payment_id, slot_shards, slot_shares, paid_at)
     SELECT id, id::text, $1::uuid, user_id, 'paid', 1, ${SHARE_FEN}, payment_id, ARRAY[shard], ARRAY[1], now() - interval '1 minute' FROM wanted`,
    [campaignId, units],
  );
}
