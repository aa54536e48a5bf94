// The play: orders, each as far as its end wants it, parcels, mails, a file, certificates that are suspended and restored. How it ends is compared, so it says nothing
// that differs from run to run.
import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '../../infra/launcher/system.ts';
import { prepareBuyers, prepareReviewer } from '../bench/people.ts';
import { Books, type CertifiedGoods, type End } from './books.ts';
import { suspendAndRestore } from './certificates.ts';
import { read, upload } from './evidence.ts';
import { Buyer, ENDS, endOf } from './orders.ts';
import { deliver, prepareSellers, ship } from './parcels.ts';

const ORDERS = 48;
/** So many of them in the first act; the others, and the file, in the second. */
const FIRST_ACT = 32;
/** Certificates that are suspended and restored; nobody orders their goods. */
export const CERTIFICATES = 6;
/** Products that are ordered. */
const SOLD = 30;
/** What the market has to have. */
export const PRODUCTS = SOLD + CERTIFICATES;

export interface Outcome {
  readonly orders: readonly End[];
  readonly certificates: readonly CertifiedGoods[];
  /** The media type as which the uploaded file is answered. */
  readonly file: string | undefined;
}
/** What goes wrong meanwhile. The second act begins when it says so. */
export type Disturbance = (books: Books, unpaid: readonly string[], goOn: () => void) => Promise<void>;

async function prepare(system: System) {
  const db = new pg.Client({ connectionString: system.databaseUrl });
  await db.connect();
  try {
    const buyers = await prepareBuyers({ system, db }, ORDERS, { withAddress: true });
    const { rows } = await db.query<{ skuId: string; supplierId: string; certificateId: string }>(
      `SELECT l.sku_ids[1] AS "skuId", l.supplier_id AS "supplierId", p.certificate_id AS "certificateId"
       FROM listing l JOIN product p ON p.id = l.product_id WHERE p.certificate_id IS NOT NULL ORDER BY l.product_id`,
    );
    const sellers = await prepareSellers(system, db);
    const office = await prepareReviewer({ system, db }, '');
    const certificates = rows.slice(SOLD).map(({ certificateId }) => certificateId);
    return { buyers, sellers, office, offers: rows.slice(0, SOLD), certificates };
  } finally {
    await db.end();
  }
}

/**
 * Everything, `apartMs` between two orders.
 * @param told of each stage that is over
 */
export async function play(
  system: System,
  apartMs: number,
  { disturb, told }: { readonly disturb?: Disturbance; readonly told: (stage: string) => void },
): Promise<Outcome> {
  const { buyers, sellers, office, offers, certificates } = await prepare(system);
  const books = new Books(system);
  const unpaid: string[] = [];
  const { promise: secondAct, resolve: goOn } = Promise.withResolvers<void>();
  const placing = buyers.map(async (person, index) => {
    if (index >= FIRST_ACT) await secondAct;
    await sleep((index % FIRST_ACT) * apartMs);
    const offer = offers[index % offers.length];
    const seller = sellers.get(offer?.supplierId ?? '');
    if (!offer || !seller) throw new Error('there is nothing to buy');
    const [buyer, end] = [new Buyer(system, person), endOf(index)];
    if (end === 'expired') await buyer.forget(`bench-${person.id}@example.org`);
    const id = await buyer.order(offer.skuId, end);
    if (end === 'expired') unpaid.push(id);
    if (end === 'shipped') await deliver(system, await ship(system, seller, id));
    return id;
  });
  const restoring = certificates.map(async (id, index) => {
    await sleep((index * apartMs * ORDERS) / CERTIFICATES);
    await suspendAndRestore(system, books, office, id);
  });
  const uploading = secondAct.then(() => upload(system, office));
  // Awaited below; until then a failure must not end the process.
  for (const one of [...placing, ...restoring, uploading]) one.catch(() => undefined);
  if (disturb) await disturb(books, unpaid, goOn);
  else goOn();
  const ids = await Promise.all(placing);
  await Promise.all(restoring);
  told('all orders are placed, all certificates restored');
  await books.settle(unpaid);
  const file = await read(system, office, await uploading);
  return { orders: await books.ends(ids), certificates: await books.goodsOf(certificates), file };
}

/** How many orders take each end. */
export const EACH = ORDERS / ENDS.length;
