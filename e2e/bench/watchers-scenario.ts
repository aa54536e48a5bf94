// Thousands of browsers that watch one campaign move: what they cost the API in memory and CPU.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchMarket } from './bench-market.ts';
import type { WatchersResult } from './figures.ts';
import { column } from './reading.ts';

const SECONDS = 10;
/** The API reads once a second; a change is everywhere after two. */
const ARRIVES_MS = 2_500;

/** A campaign that recruits, with places for whatever is paid here. */
async function writeCampaign(market: BenchMarket): Promise<string> {
  const [organiser] = await column<string>(
    market,
    `INSERT INTO app_user (id, name, login, password_hash) VALUES (gen_random_uuid(), '压测团长', 'watched-${randomUUID()}@example.org', '-') RETURNING id`,
  );
  const [id = ''] = await column<string>(
    market,
    `INSERT INTO campaigns_campaign (id, number, form, status, organiser_user_id, organiser_name, title, threshold_shares, cap_shares, per_pledge_shares, deadline,
       tier_from, delivery_mode, opened_at)
     VALUES (gen_random_uuid(), 'TG-${randomUUID()}', 'group_buy', 'recruiting', '${organiser}', '压测团长', '看着它涨', 100, 160000, 10, now() + interval '1 day',
       '{1,500}', 'each', now()) RETURNING id`,
  );
  await market.db.query(
    'INSERT INTO campaigns_slot (campaign_id, shard, capacity) SELECT $1, shard, 10000 FROM generate_series(0, 15) AS shard',
    [id],
  );
  return id;
}

export async function watchers(market: BenchMarket, units: number): Promise<WatchersResult> {
  const id = await writeCampaign(market);
  const cpu = async (): Promise<number> => (await market.processorTime()).api;
  const spent = async (work: () => Promise<unknown>): Promise<number> => {
    const before = await cpu();
    await work();
    return (await cpu()) - before;
  };
  const before = market.apiResidentBytes();
  const openSeconds = await market.buyers.ask('watch', {
    origin: `http://127.0.0.1:${market.system.ports.api}`,
    topic: `campaign:${id}`,
    units,
  });
  const { states: first } = await market.buyers.ask('watched', { last: '' });
  const movingSeconds = await spent(async () => {
    for (let second = 0; second < SECONDS; second += 1) {
      await market.db.query('UPDATE campaigns_slot SET paid = paid + 1 WHERE campaign_id = $1 AND shard = $2', [
        id,
        second,
      ]);
      await sleep(1_000);
    }
  });
  await sleep(ARRIVES_MS);
  const { states, upToDate } = await market.buyers.ask('watched', { last: `"paidShares": ${SECONDS}` });
  const restingSeconds = await spent(() => sleep(SECONDS * 1_000));
  const residentMb = market.apiResidentBytes() / 1024 / 1024;
  await market.buyers.ask('unwatch');
  return {
    watchers: units,
    openSeconds,
    residentBeforeMb: before / 1024 / 1024,
    residentMb,
    movingShare: movingSeconds / SECONDS,
    restingShare: restingSeconds / SECONDS,
    states: states - first,
    upToDate,
  };
}
