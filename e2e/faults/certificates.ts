// An office that suspends certificates and lifts that again: their goods leave the shelves and come back, whoever died meanwhile. No order waits for it, and nothing but
// the event brings them back.
import { randomUUID } from 'node:crypto';
import type { System } from '../../infra/launcher/system.ts';
import type { Buyer as Person } from '../bench/figures.ts';
import type { Books } from './books.ts';
import { atConsole } from './console-client.ts';
import { insist } from './insist.ts';

/** Suspends a certificate, waits until its goods are gone, and lifts it. */
export async function suspendAndRestore(
  system: System,
  books: Books,
  office: Person,
  certificateId: string,
): Promise<void> {
  const client = atConsole(system, office);
  const body = { kind: 'suspension', certificateId, supplierId: null, reason: '抽查不合格', endsOn: null };
  const [imposing, lifting] = [randomUUID(), randomUUID()];
  const { id } = await insist('suspending', () => client.get('imposeSanction', { body, key: imposing }));
  await insist('its goods leave the shelves', async () => {
    const [goods] = await books.goodsOf([certificateId]);
    if (goods?.onShelf !== 0) throw new Error(`${goods?.onShelf} of them are still there`);
  });
  const params = { id };
  await insist('restoring', () => client.get('liftSanction', { params, body: { reason: '整改合格' }, key: lifting }));
  client.close();
}
