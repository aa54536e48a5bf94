import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCategory, aPhoto, aProduct, aSku } from '@yigou/catalogue/testing';
import { aCertificate } from '@yigou/certification/testing';
import { REVIEW_LEVELS, type ReviewLevel } from '@yigou/contracts';
import { aMembership, anOffice, anOrganisation, aPerson } from '@yigou/identity/testing';
import { anOrder } from '@yigou/orders/testing';
import { anAdmittedSupplier } from '@yigou/suppliers/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../..');

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

describe('the test world', () => {
  it('builds whoever and whatever a test needs although it says nothing of it', async () => {
    const { db } = test;
    const { supplierId } = await anAdmittedSupplier(db);
    await aCategory(db);
    const certificate = await aCertificate(db, { supplierId });
    const product = await aProduct(db, { supplierId, certificateId: certificate.id });
    await aSku(db, { productId: product.id });
    await aPhoto(db, product.id);
    const company = await anOrganisation(db);
    await aMembership(db, { userId: (await aPerson(db)).id, organisationId: company.id });
    const [row] = await db.query(
      `SELECT certificate_worth(c.status, c.valid_from, c.valid_to, f.status, f.licences_to) AS worth, k.price_fen::int AS fen
       FROM product p JOIN certificate c ON c.id = p.certificate_id JOIN supplier_file f ON f.supplier_id = c.supplier_id JOIN sku k ON k.product_id = p.id`,
    );
    expect(row).toEqual({ worth: 'valid', fen: 2_000 });
  });

  it('has an order of each state in one call, with its money, pieces and steps', async () => {
    const { db } = test;
    const made = [
      await anOrder(db).unpaid(),
      await anOrder(db).paid(),
      await anOrder(db).partShipped(),
      await anOrder(db).shipped(),
      await anOrder(db).completed(),
      await anOrder(db).cancelled(),
      await anOrder(db).expired(),
    ];
    const rows = await db.query(
      `SELECT o.status, p.captured_fen::int - p.refunded_fen::int AS fen, l.shipped_quantity AS shipped, k.reserved,
         (SELECT to_status FROM order_step s WHERE s.order_id = o.id ORDER BY s.at DESC LIMIT 1) AS last
       FROM sales_order o JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id JOIN order_line l ON l.order_id = o.id
         JOIN stock k ON k.sku_id = l.sku_id WHERE o.id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], o.id)`,
      [made.map(({ order }) => order.id)],
    );
    expect(rows).toEqual([
      { status: 'pending_payment', fen: 0, shipped: 0, reserved: 2, last: 'pending_payment' },
      { status: 'to_ship', fen: 4_500, shipped: 0, reserved: 2, last: 'to_ship' },
      { status: 'part_shipped', fen: 4_500, shipped: 1, reserved: 1, last: 'part_shipped' },
      { status: 'shipped', fen: 4_500, shipped: 2, reserved: 0, last: 'shipped' },
      { status: 'completed', fen: 4_500, shipped: 2, reserved: 0, last: 'completed' },
      { status: 'cancelled', fen: 0, shipped: 0, reserved: 0, last: 'cancelled' },
      { status: 'expired', fen: 0, shipped: 0, reserved: 0, last: 'expired' },
    ]);
  });

  it.each(Object.keys(REVIEW_LEVELS) as ReviewLevel[])('has an office of each level: %s', async (level) => {
    expect(await anOffice(test.db, level)).toMatchObject({ kind: 'administration', reviewLevel: level });
  });
});

const BUILT = [
  'organisation',
  'app_user',
  'membership',
  'supplier_file',
  'category',
  'product',
  'sku',
  'product_photo',
  'certificate',
  'application',
  'household',
  'benefit_mechanism',
  'benefit_link',
  'evidence',
  'checkout',
  'sales_order',
  'order_line',
  'order_step',
  'payment',
  'payment_attempt',
  'stock',
  'reservation',
];
/** Who may still write a row of these by hand, and why. The list may only become shorter. */
const BY_HAND = [
  // Reaches no builder of theirs by the import table.
  'libs/logistics/src/batches.race.db.spec.ts household',
  // Faults are planted by the statement that a fault would be.
  'apps/worker/src/invariants.db.spec.ts certificate',
  // Hundreds of rows at once.
  'libs/certification/src/certificates/certificates.db.spec.ts certificate',
  // Thousands of copies of a row that its builder made: a new column comes along.
  'libs/orders/src/orders.statements.db.spec.ts order_line',
  'libs/orders/src/orders.statements.db.spec.ts sales_order',
  // Stand below the owner of the table.
  'libs/catalogue/src/catalogue.db.spec.ts order_line',
  'libs/catalogue/src/catalogue.db.spec.ts sales_order',
  'libs/certification/src/applications/testing/review-hall.ts category',
  'libs/evidence/src/evidence-files.db.spec.ts supplier_file',
  'libs/households/src/testing/households.harness.ts supplier_file',
  'libs/notifications/src/notices.race.db.spec.ts app_user',
  'libs/notifications/src/notices.race.db.spec.ts membership',
  'libs/notifications/src/notices.race.db.spec.ts organisation',
  'libs/payments/src/money-in-trouble.race.db.spec.ts app_user',
  'libs/platform/src/histories.db.spec.ts organisation',
  'libs/policy/src/policy.race.db.spec.ts category',
  // The tables as they were before a migration.
  'libs/platform/src/migrations/0052-certification-demo-fields.db.spec.ts category',
  'libs/platform/src/migrations/0052-certification-demo-fields.db.spec.ts certificate',
  'libs/platform/src/migrations/0052-certification-demo-fields.db.spec.ts organisation',
  'libs/platform/src/migrations/0052-certification-demo-fields.db.spec.ts product',
];

/** Everything in a file that writes a row of a table which has a builder. */
const byHand = (file: string, text: string): string[] => {
  const tables = [...text.matchAll(/INSERT INTO ([a-z_]+)/gi)].map(([, table = '']) => table.toLowerCase());
  return [...new Set(tables)].filter((table) => BUILT.includes(table)).map((table) => `${file} ${table}`);
};

describe('a new column that must not be null', () => {
  it('is one edit: rows of the common tables are made by their owner’s builders', () => {
    const found = ['libs', 'apps/api', 'apps/worker'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.spec\.ts$|(^|\/)testing\/.*\.ts$/.test(name) && !/node_modules|test-world/.test(name))
        .flatMap((name) => byHand(join(folder, name), readFileSync(join(root, folder, name), 'utf8'))),
    );
    expect(found.sort()).toEqual([...BY_HAND].sort());
    expect(byHand('x.spec.ts', "'INSERT INTO sku (id) VALUES ($1)'")).toEqual(['x.spec.ts sku']);
  });
});
