import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApplicationStatus, SUPPLIER_ACTION_CODES } from '@yigou/contracts';
import { type SeatedCaller, SYSTEM } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { moveSupplier, SUPPLIER } from '@yigou/suppliers';
import { aClaim, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { anOffice } from '@yigou/identity/testing';
import fc from 'fast-check';
import { CERTIFICATE } from '../certificates/certificate-status';
import { APPLICATION, LEVEL_OF_REVIEW } from './application-status';
import { type Applicant, COUNTY, ReviewHall } from './testing/review-hall';

const LEVELS = ['township', 'county', 'national'] as const;
const OTHERS = [
  'create',
  'submit',
  'approve',
  'return',
  'refuse',
  'object',
  'uphold',
  'reject',
  'withdraw',
  'renew',
  'review change',
  'expire',
  'reopen',
  'exit',
  'move supplier',
] as const;
interface Step {
  readonly act: 'advance' | (typeof OTHERS)[number];
  /** Whom of the people it is done by, as a random number; the right office more often than not. */
  readonly who: number;
  readonly what: number;
  readonly right: boolean;
}
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(
    { weight: 5, arbitrary: fc.constant('advance' as const) },
    { weight: 3, arbitrary: fc.constantFrom(...OTHERS) },
  ),
  who: fc.nat(100),
  what: fc.nat(100),
  right: fc.nat(9).map((n) => n > 1),
});

let test: TestDatabase;
let hall: ReviewHall;
let people: SeatedCaller[];

beforeAll(async () => {
  test = await createTestDatabase();
  hall = await new ReviewHall(test).open();
  await hall.set('certification.levels', LEVELS);
  people = [];
  for (const level of [...LEVELS, ...LEVELS]) people.push(await hall.reviewer(level));
  people.push(await hall.reviewer('county', { prefix: '640423' }), await hall.reviewer('industry'));
  // Somebody who sits in the township and in the county.
  const [both] = people;
  const { id: organisationId } = await anOffice(test.db, 'county', { name: '县', regionCode: COUNTY });
  if (both)
    people.push(
      await hall.seat({
        userId: both.actor.userId,
        organisationId,
        organisationName: '县',
        level: 'county',
        regionPrefix: COUNTY,
        township: null,
      }),
    );
});
afterAll(() => test.close());

/** One applicant and what became of its applications. */
class World {
  private constructor(readonly applicant: Applicant) {}

  static async begin(): Promise<World> {
    const world = new World(await hall.applicant());
    await world.create();
    return world;
  }

  create(): Promise<string> {
    return hall.commands.create(this.applicant, { kind: 'initial', certificateId: null, causes: [] }, aClaim());
  }

  /** Does it as a person would, who may be wrong about what is possible. */
  async take({ act, who, what, right }: Step): Promise<void> {
    const { applicant } = this;
    const { supplierId } = applicant;
    const application = await this.application(what);
    const id = application?.id ?? newId();
    const certificateId = await this.certificate();
    const reviewer = this.reviewer(who, right ? application?.status : undefined);
    switch (act) {
      case 'create':
        return void (await this.create());
      case 'advance':
        return this.advance(id, application?.status, reviewer, what % 3 === 0);
      case 'submit':
        return hall.submit(this.applicant, id);
      case 'approve':
      case 'return':
      case 'refuse':
        return hall.decide(reviewer, id, act);
      case 'object':
        return void (await hall.object(id));
      case 'uphold':
      case 'reject':
        return this.examine(id, reviewer, act);
      case 'withdraw':
        return hall.commands.withdraw(applicant, id, '撤回');
      case 'renew':
        await test.db.query('UPDATE certificate SET valid_to = current_date + 5 WHERE id = $1', [certificateId]);
        return void (await hall.commands.create(applicant, { kind: 'renewal', certificateId, causes: [] }, aClaim()));
      case 'review change': {
        const causes = [what % 2 === 0 ? ('price' as const) : ('origin' as const)];
        return void (await test.uow.run((tx) =>
          hall.changes.open(tx, { certificateId: certificateId ?? newId(), causes, by: SYSTEM, reason: '变动' }),
        ));
      }
      case 'expire':
        await test.db.query(
          'UPDATE certificate SET valid_from = current_date - 9, valid_to = current_date - 3 WHERE id = $1',
          [certificateId],
        );
        return void (await hall.terms.expireDue());
      case 'reopen':
        return test.uow.run((tx) => hall.reopening.execute(tx, id, SYSTEM, '申诉成立'));
      case 'exit':
        return hall.exits.execute(applicant, certificateId ?? newId(), '退出');
      case 'move supplier': {
        // Every other one brings it back.
        const action = what % 2 === 0 ? 'restore' : SUPPLIER_ACTION_CODES[what % SUPPLIER_ACTION_CODES.length];
        return void (await test.uow.run((tx) =>
          moveSupplier(tx, { supplierId, action: action ?? 'restore', by: SYSTEM, reason: '变动' }),
        ));
      }
    }
  }

  /** What brings an application nearer to its certificate, and sometimes an objection on the way. */
  private async advance(
    id: string,
    status: ApplicationStatus | undefined,
    reviewer: SeatedCaller,
    doubted: boolean,
  ): Promise<void> {
    if (status === 'draft' || status === 'returned') {
      await hall.complete(this.applicant, id);
      return hall.submit(this.applicant, id);
    }
    if (status === 'publicity' && doubted) return void (await hall.object(id));
    if (status === 'publicity') return hall.endPublicity(id);
    if (status === 'examination') return this.examine(id, reviewer, 'reject');
    if (status && LEVEL_OF_REVIEW[status]) return hall.decide(reviewer, id, 'approve');
    await this.create();
  }

  private async examine(id: string, reviewer: SeatedCaller, act: 'uphold' | 'reject'): Promise<void> {
    const objection = await test.db.one<{ id: string }>(
      'SELECT id FROM objection WHERE application_id = $1 ORDER BY status LIMIT 1',
      [id],
    );
    const finding = act === 'uphold' ? ('upheld' as const) : ('rejected' as const);
    const body = { finding, reason: '已核查', evidenceIds: [] };
    await hall.examinations.execute(reviewer, objection?.id ?? newId(), body, hall.claim(reviewer, body));
  }

  private reviewer(who: number, status: ApplicationStatus | undefined): SeatedCaller {
    const level = status === 'examination' ? 'county' : status && LEVEL_OF_REVIEW[status];
    const able = people.filter(({ seat }) => seat.level === level);
    const chosen = able.length > 0 ? able : people;
    return chosen[who % chosen.length] as SeatedCaller;
  }

  private async application(what: number): Promise<{ id: string; status: ApplicationStatus } | undefined> {
    const rows = await test.db.query<{ id: string; status: ApplicationStatus }>(
      'SELECT id, status FROM application WHERE supplier_id = $1 ORDER BY created_at DESC LIMIT 2',
      [this.applicant.supplierId],
    );
    return rows[what % 4 === 3 ? 1 : 0] ?? rows[0];
  }

  private async certificate(): Promise<string | null> {
    const row = await test.db.one<{ id: string }>(
      'SELECT id FROM certificate WHERE supplier_id = $1 ORDER BY created_at DESC LIMIT 1',
      [this.applicant.supplierId],
    );
    return row?.id ?? null;
  }
}

/** Steps of a history that are not in its table, or that do not join up with each other and with the present state. */
async function brokenHistory(
  kind: 'application' | 'certificate' | 'supplier',
  table: Readonly<Record<string, readonly string[]>>,
): Promise<unknown[]> {
  const owner = kind === 'supplier' ? 'supplier_file' : kind;
  const key = kind === 'supplier' ? 'supplier_id' : 'id';
  const rows = await test.db.query<{ from: string | null; to: string; joins: boolean; last: boolean; status: string }>(
    `SELECT from_status AS "from", to_status AS "to", o.status,
       coalesce(lag(to_status) OVER w, from_status) IS NOT DISTINCT FROM from_status AS joins, lead(to_status) OVER w IS NULL AS last
     FROM ${kind}_step s JOIN ${owner} o ON o.${key} = s.${kind}_id WINDOW w AS (PARTITION BY s.${kind}_id ORDER BY s.at, s.id)`,
  );
  return rows.filter(
    ({ from, to, joins, last, status }) =>
      (from !== null && !table[from]?.includes(to)) || !joins || (last && to !== status),
  );
}

const NONE: Readonly<Record<string, string>> = {
  'somebody decided at two levels': `SELECT application_id, actor_id FROM application_step
    WHERE action IN ('approve', 'issue', 'return', 'refuse', 'resume', 'terminate') AND actor_id IS NOT NULL
    GROUP BY 1, 2 HAVING count(DISTINCT level) > 1`,
  'a clock stands without an examination, or runs in one': `SELECT id FROM application a WHERE (status = 'examination') <> (publicity_left IS NOT NULL)
    OR (status = 'examination') <> EXISTS (SELECT FROM objection b WHERE b.application_id = a.id AND b.status = 'open')`,
  'an issued application has no certificate, or another has one of its own': `SELECT id FROM application
    WHERE status = 'issued' AND certificate_id IS NULL OR status <> 'issued' AND kind = 'initial' AND certificate_id IS NOT NULL`,
  'versions of a certificate have gaps': `SELECT c.id FROM certificate c JOIN certificate_version v ON v.certificate_id = c.id
    GROUP BY c.id HAVING count(*) <> c.version OR max(v.version) <> c.version`,
  'a first certification led to two certificates': `SELECT application_id FROM certificate_version v WHERE version = 1 AND application_id IS NOT NULL
    GROUP BY 1 HAVING count(*) > 1`,
  'a certificate has two applications under way': `SELECT certificate_id FROM application WHERE certificate_id IS NOT NULL
    AND status NOT IN ('issued', 'refused', 'terminated', 'withdrawn') GROUP BY 1 HAVING count(*) > 1`,
  'a certificate is valid though a review stops its sale': `SELECT c.id FROM certificate c JOIN application a ON a.certificate_id = c.id
    WHERE c.status = 'valid' AND a.stops_sales`,
  'a submission was not kept': `SELECT a.id FROM application a WHERE a.round <> (SELECT count(*) FROM application_version v WHERE v.application_id = a.id)`,
};

describe('applications and suppliers together', () => {
  it('keep their rules whatever people do, in whatever order', async () => {
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 40, size: 'max' }), async (steps) => {
        const world = await World.begin();
        for (const each of steps) {
          const refusal = await world.take(each).then(
            () => null,
            (error: unknown) => error,
          );
          // Whatever is refused is refused with a reason.
          if (refusal !== null) expect(refusal).toBeInstanceOf(DomainError);
        }
        expect(await brokenHistory('application', APPLICATION.transitions)).toEqual([]);
        expect(await brokenHistory('certificate', CERTIFICATE.transitions)).toEqual([]);
        expect(await brokenHistory('supplier', SUPPLIER.transitions)).toEqual([]);
        for (const [name, sql] of Object.entries(NONE)) expect([name, await test.db.query(sql)]).toEqual([name, []]);
      }),
      { numRuns: 8, endOnFailure: true, seed: 20_261_122 },
    );
    for (const { to } of await test.db.query<{ to: string }>('SELECT DISTINCT to_status AS "to" FROM application_step'))
      reached.add(to);
    expect([...reached]).toEqual(
      expect.arrayContaining(['issued', 'publicity', 'examination', 'returned', 'refused', 'withdrawn']),
    );
  });
});
