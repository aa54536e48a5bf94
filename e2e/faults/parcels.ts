// Sellers who ship, and the carrier who delivers it: what the market told the carrier of must reach it, whoever died meanwhile.
import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import type { System } from '../../infra/launcher/system.ts';
import { prepareBuyers } from '../bench/people.ts';
import type { Buyer as Person } from '../bench/figures.ts';
import { SandboxClient } from '../http-client/client.ts';
import { atConsole } from './console-client.ts';
import { insist } from './insist.ts';

/** Somebody who sells, for each supplier: signed in at the console, by the supplier's id. */
export async function prepareSellers(system: System, db: Client): Promise<ReadonlyMap<string, Person>> {
  const { rows } = await db.query<{ id: string }>("SELECT id FROM organisation WHERE kind = 'supplier' ORDER BY id");
  const people = await prepareBuyers({ system, db }, rows.length);
  const users = people.map(({ id }) => id);
  await db.query("UPDATE session SET client = 'admin' WHERE user_id = ANY($1)", [users]);
  await db.query(
    `INSERT INTO membership (user_id, organisation_id, role) SELECT *, 'manager' FROM unnest($1::uuid[], $2::uuid[])`,
    [users, rows.map(({ id }) => id)],
  );
  return new Map(people.map((person, at) => [rows[at]?.id ?? '', person]));
}

/** Ships the whole order in one parcel, once however often it has to be asked; gives the waybill. */
export async function ship(system: System, seller: Person, orderId: string): Promise<string> {
  const client = atConsole(system, seller);
  const params = { id: orderId };
  const waybill = `FAULT${randomBytes(6).toString('hex').toUpperCase()}`;
  const order = await insist('the seller reads the order', () => client.get('getSupplierOrder', { params }));
  const lines = order.lines.map(({ id, quantity }) => ({ orderLineId: id, quantity }));
  const body = { parcels: [{ carrier: 'sf', waybill, lines }] };
  await insist('shipping', () => client.get('shipOrder', { params, body, key: orderId }));
  client.close();
  return waybill;
}

/** The carrier delivers a parcel, once it has heard of it. */
export async function deliver(system: System, waybill: string): Promise<void> {
  const carrier = new SandboxClient(`http://127.0.0.1:${system.ports.sandbox}`);
  const place = `/_carrier/parcels/sf/${waybill}`;
  // Not known yet is no refusal here: the market tells the carrier when it can.
  await insist('the carrier hears of the parcel', () => carrier.get(place), { isFinal: () => false });
  await insist('the parcel is delivered', () => carrier.post(`${place}/advance`, { steps: 'all' }));
  carrier.close();
}
