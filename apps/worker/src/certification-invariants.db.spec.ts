import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { checkInvariant, type Invariant } from '@yigou/platform';
import { GANSU_COUNTY, TradeRows } from '@yigou/reporting/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { anApplication } from '@yigou/certification/testing';
import { INVARIANTS } from './contexts';

/** All that `invariants.db.spec.ts` leaves to this world of suppliers and certificates. */
const CERTIFICATION_INVARIANTS = INVARIANTS.filter(({ name }) =>
  /^(certification|suppliers|supervision|batches|shelves): /.test(name),
);

let test: TestDatabase;
let market: TradeRows;
/** Rows by what they are. */
const id: Record<string, string> = {};

beforeAll(async () => {
  test = await createTestDatabase();
  market = new TradeRows(test.db);
  // So that constraints do not do the invariants' work: a defect that slips past them is what these are for.
  const checks = await test.db.query<{ drop: string }>(`
    SELECT format('ALTER TABLE %I DROP CONSTRAINT %I CASCADE', t.relname, c.conname) AS drop
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid WHERE c.contype = 'c' AND t.relnamespace = 'public'::regnamespace`);
  for (const { drop } of checks) await test.db.query(drop);
  id['first'] = await market.buyer('甲');
  id['second'] = await market.buyer('乙');
  id['third'] = await market.buyer('丙');
  id['supplier'] = await market.supplier();
  await sellingGoods();
  await heldThings();
  await application();
});
afterAll(() => test.close());

async function step(thing: string, of: string, steps: [action: string, from: string | null, to: string][], more = '') {
  for (const [action, from, to] of steps)
    await test.db.query(
      `INSERT INTO ${thing}_step (id, ${thing}_id, action, from_status, to_status, actor_id, actor_name, seat${thing === 'application' ? ', round, level' : ''})
       VALUES ($1, $2, $3, $4, $5, $6, '甲', '某办'${thing === 'application' ? `, 1, ${more || 'NULL'}` : ''})`,
      [newId(), of, action, from, to, id['first']],
    );
}

/** A certified product on the shelves, with an order shipped from a batch. */
async function sellingGoods(): Promise<void> {
  const supplier = id['supplier'] ?? '';
  id['certificate'] = await market.certificate(supplier);
  await step('certificate', id['certificate'], [['issue', null, 'valid']]);
  await test.db.query(
    `INSERT INTO certificate_version (certificate_id, version, product_name, level, valid_from, valid_to)
     SELECT id, version, product_name, level, valid_from, valid_to FROM certificate`,
  );
  const product = await market.product(supplier);
  id['product'] = product.productId;
  await test.db.query('UPDATE product SET certificate_id = $1 WHERE id = $2', [id['certificate'], id['product']]);
  const { orderId } = await market.order(product, { status: 'shipped' });
  id['batch'] = newId();
  await test.db.query('UPDATE order_line SET net_weight_grams = 250 WHERE order_id = $1', [orderId]);
  await test.db.query(
    `INSERT INTO batch (id, number, supplier_id, certificate_id, harvested_on, quantity_grams, shipped_grams) VALUES ($1, 'PC1', $2, $3, '2020-09-01', 900, 500)`,
    [id['batch'], supplier, id['certificate']],
  );
  await test.db.query('UPDATE parcel_line SET batch_id = $1', [id['batch']]);
}

/** A frozen supplier and a suspended certificate, each by a decision; one of them appealed against. */
async function heldThings(): Promise<void> {
  const frozen = await market.supplier();
  id['frozen'] = frozen;
  await test.db.query("UPDATE supplier_file SET status = 'frozen' WHERE supplier_id = $1", [frozen]);
  await step('supplier', frozen, [['freeze', 'admitted', 'frozen']]);
  const suspended = await market.certificate(frozen, { status: 'suspended' });
  id['suspended'] = suspended;
  await step('certificate', suspended, [['suspend', 'valid', 'suspended']]);
  for (const [kind, certificate] of [
    ['freeze', null],
    ['suspension', suspended],
  ]) {
    const sanction = newId();
    await test.db.query(
      `INSERT INTO sanction (id, kind, status, supplier_id, certificate_id, reason, decided_by, decided_by_name, seat, appeal_by)
       VALUES ($1, $2, 'in_force', $3, $4, '', $5, '甲', '某办', now())`,
      [sanction, kind, frozen, certificate, id['first']],
    );
    id[kind ?? ''] = sanction;
    await step('sanction', sanction, [['impose', null, 'in_force']]);
  }
  for (const instance of [1, 2]) {
    const appeal = newId();
    await test.db.query(
      `INSERT INTO appeal (id, sanction_id, instance, supplier_id, status, reason, filed_by, due_at, first_decided_by, decided_by, decided_by_name,
         decided_at, again_by) VALUES ($1, $2, $3::int, $4, 'rejected', '', $5, now(), $5, $6, '乙', now(), CASE WHEN $3::int = 1 THEN now() END)`,
      [appeal, id['freeze'], instance, frozen, id['first'], id[instance === 1 ? 'second' : 'third']],
    );
    await step('appeal', appeal, [
      ['file', null, 'open'],
      ['reject', 'open', 'rejected'],
    ]);
  }
  await watched(frozen, suspended);
}

/** A complaint that was answered and an inspection that was passed at the second look. */
async function watched(supplier: string, certificate: string): Promise<void> {
  const [complaint, inspection] = [newId(), newId()];
  await test.db.query(
    `INSERT INTO complaint (id, number, kind, status, certificate_id, supplier_id, content, due_at, taken_at, answered_at)
     VALUES ($1, 'TS1', 'quality', 'answered', $2, $3, '', now(), now(), now())`,
    [complaint, certificate, supplier],
  );
  await step('complaint', complaint, [
    ['file', null, 'received'],
    ['take', 'received', 'investigating'],
    ['answer', 'investigating', 'answered'],
  ]);
  await test.db.query(
    `INSERT INTO inspection (id, number, certificate_id, supplier_id, cause, status, due_on, recorded_at)
     VALUES ($1, 'CC1', $2, $3, 'random', 'passed', '2020-01-01', now())`,
    [inspection, certificate, supplier],
  );
  await step('inspection', inspection, [
    ['order', null, 'ordered'],
    ['rectify', 'ordered', 'rectifying'],
    ['report', 'rectifying', 'rectified'],
    ['pass', 'rectified', 'passed'],
  ]);
}

async function application(): Promise<void> {
  const publicity = { publicityStartedAt: new Date(), publicityEndsAt: new Date(Date.now() + 7 * 86_400_000) };
  const said = { supplierId: id['supplier'] ?? '', regionCode: GANSU_COUNTY, status: 'publicity' } as const;
  id['application'] = (await anApplication(test.db, { ...said, ...publicity })).id;
  await step('application', id['application'], [
    ['create', null, 'draft'],
    ['submit', 'draft', 'county_review'],
  ]);
  await step('application', id['application'], [['approve', 'county_review', 'publicity']], "'county'");
}

/** For each invariant the changes that break it, one at a time. */
const BREAKS: Record<string, (() => string)[]> = {
  'suppliers: the last step of suppliers is their status': [
    () => `UPDATE supplier_file SET status = 'admitted' WHERE supplier_id = '${id['frozen']}'`,
  ],
  'certification: the last step of certificates is their status': [
    () => `UPDATE certificate SET status = 'expired' WHERE id = '${id['certificate']}'`,
  ],
  'certification: the last step of applications is their status': [
    () => `UPDATE application SET status = 'county_review'`,
  ],
  'suppliers: each step of suppliers is in their table and begins where the last one ended': [
    () => `UPDATE supplier_step SET to_status = 'draft'`,
    () => `UPDATE supplier_step SET from_status = 'rectifying'`,
    () => `UPDATE supplier_step SET action = 'admit'`,
  ],
  'certification: each step of certificates is in their table and begins where the last one ended': [
    () => `UPDATE certificate_step SET from_status = 'exited' WHERE action = 'suspend'`,
    () => `UPDATE certificate_step SET to_status = 'withdrawn' WHERE action = 'issue'`,
  ],
  'certification: each step of applications is in their table and begins where the last one ended': [
    () => `DELETE FROM application_step WHERE action = 'submit'`,
    () => `UPDATE application_step SET to_status = 'issued', action = 'issue' WHERE action = 'create'`,
  ],
  'certification: the present version of a certificate that was issued here is kept': [
    () => `UPDATE certificate SET version = 2 WHERE id = '${id['certificate']}'`,
  ],
  'certification: the clock of a publication runs, or stands while an objection is examined': [
    () => `UPDATE application SET publicity_ends_at = NULL`,
    () => `UPDATE application SET publicity_ends_at = publicity_started_at - interval '1 second'`,
    () =>
      `INSERT INTO objection (id, number, application_id, status, name_sealed, contact_sealed, reason) VALUES ('${newId()}', 'YY1', '${id['application']}', 'open', '', '', '')`,
    () => `UPDATE application SET status = 'examination', publicity_ends_at = NULL, publicity_left = 1`,
  ],
  'certification: nobody approves an application at two levels': [
    () =>
      `INSERT INTO application_step (id, application_id, action, from_status, to_status, level, actor_id, actor_name, seat, round)
       VALUES ('${newId()}', '${id['application']}', 'approve', 'city_review', 'province_review', 'city', '${id['first']}', '甲', '', 2)`,
  ],
  ...Object.fromEntries(
    [
      ['sanction', 'lifted', 'lift'],
      ['complaint', 'investigating', 'take'],
      ['inspection', 'failed', 'fail'],
      ['appeal', 'upheld', 'uphold'],
    ].flatMap(([thing, status, action]) => [
      [`supervision: the last step of ${thing}s is their status`, [() => `UPDATE ${thing} SET status = '${status}'`]],
      [
        `supervision: each step of ${thing}s is in their table and begins where the last one ended`,
        [
          () => `UPDATE ${thing}_step SET to_status = '${status}' WHERE from_status IS NULL`,
          () => `UPDATE ${thing}_step SET action = '${action}' WHERE from_status IS NULL`,
        ],
      ],
    ]),
  ),
  'supervision: an appeal is decided by somebody who had no part in the decision, the second by somebody else than the first':
    [
      () => `UPDATE appeal SET decided_by = first_decided_by`,
      () => `UPDATE appeal SET first_decided_by = NULL, decided_by = '${id['first']}'`,
      () => `UPDATE appeal SET decided_by = '${id['second']}'`,
    ],
  'supervision: a second appeal follows a first that was rejected': [
    () => `UPDATE appeal SET status = 'upheld' WHERE instance = 1`,
  ],
  'certification: a decision in force holds its certificate or supplier': [
    () => `UPDATE certificate SET status = 'valid' WHERE id = '${id['suspended']}'`,
    () => `UPDATE supplier_file SET status = 'rectifying' WHERE supplier_id = '${id['frozen']}'`,
    () => `UPDATE sanction SET kind = 'withdrawal' WHERE id = '${id['suspension']}'`,
    () => `UPDATE sanction SET kind = 'blacklist' WHERE id = '${id['freeze']}'`,
  ],
  'certification: what is suspended, withdrawn, frozen, removed or black-listed is so by a decision in force or a change review':
    [
      () => `UPDATE sanction SET status = 'lifted' WHERE id = '${id['freeze']}'`,
      () => `UPDATE certificate SET status = 'suspended' WHERE id = '${id['certificate']}'`,
      () => `UPDATE supplier_file SET status = 'removed' WHERE supplier_id = '${id['frozen']}'`,
    ],
  'batches: what a batch has shipped is in its parcels': [
    () => `UPDATE batch SET shipped_grams = 250`,
    () => `UPDATE parcel_line SET quantity = 3`,
    () => `UPDATE batch SET quantity_grams = 499`,
  ],
  'batches: a parcel’s batch is its order’s supplier’s': [() => `UPDATE batch SET supplier_id = '${id['frozen']}'`],
  'shelves: what is listed and may be sold is on the shelves once, as its own supplier’s': [
    () => `DELETE FROM listing`,
    () => `UPDATE listing SET supplier_id = '${id['frozen']}'`,
  ],
  'shelves: nothing is on the shelves that is not listed or may not be sold': [
    () => `UPDATE product SET status = 'withdrawn'`,
    () => `UPDATE certificate SET status = 'suspended' WHERE id = '${id['certificate']}'`,
    () => `UPDATE certificate SET valid_to = '2020-01-01' WHERE id = '${id['certificate']}'`,
    () => `UPDATE supplier_file SET licences_to = '2020-01-01'`,
    () => `UPDATE supplier_file SET status = 'exited'`,
  ],
};

/** Breaks something, looks, and undoes it. */
async function broken(breach: string, invariant: Invariant): Promise<number> {
  const undo = new Error('undo');
  const seen: number[] = [];
  await test.uow
    .run(async (tx) => {
      // Neither triggers nor foreign keys stand in the way of the damage.
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      for (const statement of breach.split(';')) await tx.query(statement);
      seen.push((await checkInvariant(tx, invariant)).broken);
      throw undo;
    })
    .catch((error: unknown) => expect(error).toBe(undo));
  return seen[0] ?? 0;
}

describe('invariants of certification', () => {
  it('hold', async () => {
    for (const invariant of CERTIFICATION_INVARIANTS)
      expect(await checkInvariant(test.db, invariant)).toEqual({ name: invariant.name, broken: 0, rows: [] });
  });

  it.each(CERTIFICATION_INVARIANTS.map((invariant) => [invariant.name, invariant] as const))(
    '%s: every breach is seen',
    async (name, invariant) => {
      expect(BREAKS[name]?.length).toBeGreaterThan(0);
      for (const breach of BREAKS[name] ?? [])
        expect([breach(), await broken(breach(), invariant)]).not.toEqual([breach(), 0]);
    },
  );

  it('leave the shelves a minute to follow what happened', async () => {
    const invariant = CERTIFICATION_INVARIANTS.find(({ name }) => name.startsWith('shelves: nothing'));
    if (!invariant) throw new Error('renamed');
    const news = (payload: object, seconds: number) =>
      `UPDATE certificate SET status = 'suspended' WHERE id = '${id['certificate']}';
       INSERT INTO outbox (id, topic, payload, created_at) VALUES ('${newId()}', 'suppliers.standing_changed',
         '${JSON.stringify(payload)}', clock_timestamp() - interval '${seconds} seconds')`;
    expect(await broken(news({ certificateIds: [id['certificate']] }, 50), invariant)).toBe(0);
    expect(await broken(news({ supplierIds: [id['supplier']] }, 50), invariant)).toBe(0);
    expect(await broken(news({ certificateIds: [id['certificate']] }, 70), invariant)).toBe(1);
    expect(await broken(news({ certificateIds: [newId()] }, 1), invariant)).toBe(1);
  });
});
