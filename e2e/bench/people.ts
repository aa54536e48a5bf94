// Buyers with live sessions, prepared by SQL: hashing passwords is slow on purpose and measured by itself (`register`).
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { System } from '../../infra/launcher/system.ts';
import type { Buyer } from './figures.ts';

/** The part of a market that people are put into. */
interface Place {
  readonly system: Pick<System, 'secrets'>;
  readonly db: Client;
}
interface PreparedBuyer extends Buyer {
  readonly id: string;
}

export async function prepareBuyers(
  market: Place,
  count: number,
  { withAddress = false }: { readonly withAddress?: boolean } = {},
): Promise<PreparedBuyer[]> {
  const { appSecret } = market.system.secrets;
  const buyers = Array.from({ length: count }, () => {
    const token = randomBytes(32).toString('base64url');
    const xsrf = createHmac('sha256', appSecret).update(`xsrf:${token}`).digest('base64url');
    return { id: randomUUID(), token, xsrf, ...(withAddress ? { addressId: randomUUID() } : {}) };
  });
  const ids = buyers.map(({ id }) => id);
  await market.db.query(
    `INSERT INTO app_user (id, login, name, password_hash)
     SELECT id, 'bench-' || id || '@example.org', '压测买家', 'none' FROM unnest($1::uuid[]) AS t (id)`,
    [ids],
  );
  await market.db.query(
    `INSERT INTO session (id, token_hash, user_id, client, user_agent, address, expires_at)
     SELECT gen_random_uuid(), hash, id, 'storefront', 'bench', '127.0.0.1', now() + interval '1 day'
     FROM unnest($1::uuid[], $2::bytea[]) AS t (id, hash)`,
    [ids, buyers.map(({ token }) => createHash('sha256').update(token).digest())],
  );
  if (withAddress) {
    await market.db.query(
      `INSERT INTO address (id, user_id, receiver, phone, region_code, detail)
       SELECT address_id, id, '压测买家', '13900001234', '110108', '中关村大街 27 号' FROM unnest($1::uuid[], $2::uuid[]) AS t (id, address_id)`,
      [ids, buyers.map(({ addressId }) => addressId)],
    );
  }
  return buyers;
}

/** Somebody who reviews for a region (a prefix of county codes; empty: the whole country), signed in at the console. */
export async function prepareReviewer(market: Place, regionPrefix: string): Promise<PreparedBuyer> {
  const [reviewer] = await prepareBuyers(market, 1);
  if (!reviewer) throw new Error('nobody was prepared');
  const { id } = reviewer;
  // Administrators need a second factor; the session was opened with it.
  await market.db.query('UPDATE app_user SET totp_enabled_at = now() WHERE id = $1', [id]);
  await market.db.query(
    `WITH office AS (INSERT INTO organisation (id, kind, name) VALUES (gen_random_uuid(), 'administration', '压测机关') RETURNING id)
     INSERT INTO membership (user_id, organisation_id, role, region_prefix) SELECT $1, id, 'manager', $2 FROM office`,
    [id, regionPrefix],
  );
  await market.db.query("UPDATE session SET client = 'admin' WHERE user_id = $1", [id]);
  return reviewer;
}

/** The headers of that person's browser. */
export const consoleHeaders = ({ token }: Buyer): Record<string, string> => ({
  cookie: `yg_admin_session=${token}`,
  'x-yigou-app': 'admin',
});
