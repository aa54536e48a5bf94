import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MEMBER_DUTY_CODES, type RouteId, SHARE_FINDINGS } from '@yigou/contracts';
import { creditCodeOf } from '@yigou/kernel';
import { FoldShares } from '@yigou/procurement';
import { aUnit, thisYear } from '@yigou/procurement/testing';
import { countStatements } from '@yigou/testing';
import { ApiHarness, type Answer, type Call, type Visitor } from '../testing/api.harness';
import { uploadEvidence } from '../testing/fixtures';

const YEAR = thisYear();
const REGION = '640422';
let api: ApiHarness;
let finance: Visitor;
beforeAll(async () => {
  api = await ApiHarness.start();
  finance = await api.person({ organisationId: await api.organisation('finance'), regionPrefix: '6404' });
});
afterAll(() => api.close());

const aCode = (serial: number) => creditCodeOf(`11640422MB${String(serial).padStart(7, '0')}`);
const ok = async (answer: Promise<Answer>, status = 200) => {
  const got = await answer;
  expect({ status: got.status, text: got.text }).toMatchObject({ status });
  return got.body as Record<string, never>;
};
const CONTENT = {
  canteen: 'own',
  canteenTotalFen: 100_000_005,
  ratioBp: 1_500,
  sharedWithId: null,
  operatorId: null,
  remark: '',
  unionDemandFen: null,
  contactName: '张三',
  contactPhone: '0954-3012345',
  changeReason: '',
};
/** A manager of a unit below another, or of one at the top. */
async function unit(parentId?: string): Promise<{ id: string; manager: Visitor }> {
  const id = await aUnit(api.test, parentId, REGION);
  return { id, manager: await api.person({ organisationId: id }, 'storefront') };
}
type Version = { id: string; lockVersion: number; status: string };
const open = async (manager: Visitor): Promise<Version> =>
  (await ok(manager.call('beginFiling', { params: { year: String(YEAR) } }), 201))['open'] as unknown as Version;
async function written(manager: Visitor, content: object = {}): Promise<Version> {
  const { id, lockVersion } = await open(manager);
  const body = { ...CONTENT, ...content, lockVersion };
  return (await ok(manager.call('saveFiling', { params: { id }, body }))) as unknown as Version;
}
async function filed(manager: Visitor, content: object = {}): Promise<Version> {
  const { id } = await written(manager, content);
  return (await ok(manager.call('fileFiling', { params: { id } }))) as unknown as Version;
}
const ask = (visitor: Visitor, id: RouteId, call: Call) => visitor.call(id, call);

/** The unit above agrees to whoever asks to stand below it. */
async function admit(above: Visitor, unitId: string): Promise<void> {
  const { items } = (await ok(above.call('listUnitAdmissions', { query: 'status=waiting' }))) as unknown as {
    items: { id: string; unit: { id: string } }[];
  };
  const id = items.find(({ unit: { id: asker } }) => asker === unitId)?.id ?? '';
  await ok(above.call('decideUnitAdmission', { params: { id }, body: { decision: 'accept', reason: '' } }));
}

describe('R21: a unit that names who supervises it', () => {
  /** Registers below a unit, and waits. */
  async function asker(parentId: string, serial: number): Promise<{ id: string; manager: Visitor; admission: string }> {
    const manager = await api.person();
    const body = { name: '西吉县第二小学', creditCode: aCode(serial), regionCode: REGION, parentId, canteen: 'own' };
    const { unitId } = await ok(manager.call('registerUnit', { body }), 201);
    const row = await api.test.db.one<{ id: string }>('SELECT id FROM unit_admission WHERE unit_id = $1', [unitId]);
    return { id: String(unitId), manager, admission: row?.id ?? '' };
  }
  const refusal = { decision: 'refuse', reason: '不是本单位的下级单位' };

  it('counts nowhere and files nothing before it is admitted, by the unit above or by finance', async () => {
    const above = await unit();
    const school = await asker(above.id, 20);
    expect(await ok(above.manager.call('listSharesBelow'))).toMatchObject({ total: 0 });
    expect(await ok(above.manager.call('getUnit'))).toMatchObject({ supervises: false });
    const year = { params: { year: String(YEAR) } };
    expect(await school.manager.call('beginFiling', year)).toMatchObject({
      status: 409,
      body: { error: { code: 'unit_not_admitted' } },
    });
    expect((await ok((await api.person()).call('findUnits', { query: 'q=第二小学' })))['items']).toEqual([]);
    const decision = { params: { id: school.admission }, body: { decision: 'accept', reason: '' } };
    expect(await ok(finance.call('listRegionAdmissions', { query: 'status=waiting' }))).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ id: school.admission, parent: expect.objectContaining({ id: above.id }) }),
      ]),
    });
    await ok(finance.call('decideRegionAdmission', decision));
    expect(await ok(above.manager.call('listSharesBelow'))).toMatchObject({
      total: 1,
      items: [{ unit: { id: school.id } }],
    });
    expect(await school.manager.call('beginFiling', year)).toMatchObject({ status: 201 });
    expect(await finance.call('decideRegionAdmission', decision)).toMatchObject({
      body: { error: { code: 'unit_admission_closed' } },
    });
  });

  it('is refused with a reason that it is told, asks anew, takes it back, and stands at the top at last', async () => {
    const [wrong, above] = [await unit(), await unit()];
    const school = await asker(wrong.id, 21);
    const params = { id: school.admission };
    expect(
      await wrong.manager.call('decideUnitAdmission', { params, body: { decision: 'refuse', reason: '' } }),
    ).toMatchObject({ status: 400, body: { error: { details: { fields: { reason: expect.any(String) } } } } });
    await ok(wrong.manager.call('decideUnitAdmission', { params, body: refusal }));
    expect(await ok(school.manager.call('getUnit'))).toMatchObject({
      admission: { status: 'refused', reason: refusal.reason },
    });
    const told = await api.test.db.query('SELECT body FROM notice WHERE user_id = $1', [school.manager.userId]);
    expect(told).toEqual([{ body: expect.stringContaining(refusal.reason) }]);
    const again = { body: { parentId: above.id } };
    expect(await ok(school.manager.call('askUnitAdmission', again))).toMatchObject({
      admission: { status: 'waiting' },
    });
    expect(await school.manager.call('askUnitAdmission', { body: { parentId: null } })).toMatchObject({
      body: { error: { code: 'unit_admission_waiting' } },
    });
    expect(await ok(school.manager.call('withdrawUnitAdmission'))).toMatchObject({
      admission: { status: 'withdrawn' },
    });
    expect(await ok(school.manager.call('askUnitAdmission', { body: { parentId: null } }))).toMatchObject({
      admitted: true,
      parent: null,
    });
    expect(await school.manager.call('askUnitAdmission', again)).toMatchObject({
      body: { error: { code: 'unit_exists' } },
    });
  });

  it('is nobody else’s to admit', async () => {
    const school = await asker((await unit()).id, 22);
    const decision = { params: { id: school.admission }, body: { decision: 'accept', reason: '' } };
    const stranger = await unit();
    expect(await stranger.manager.call('decideUnitAdmission', decision)).toMatchObject({ status: 404 });
    expect(await school.manager.call('decideUnitAdmission', decision)).toMatchObject({ status: 404 });
    const elsewhere = await api.person({ organisationId: await api.organisation('finance'), regionPrefix: '11' });
    expect(await elsewhere.call('decideRegionAdmission', decision)).toMatchObject({ status: 404 });
  });
});

describe('a budget unit', () => {
  it('is registered by its manager, below the unit that supervises it, once', async () => {
    const above = await unit();
    const person = await api.person();
    const body = {
      name: '西吉县第一小学',
      creditCode: aCode(1),
      regionCode: REGION,
      parentId: above.id,
      canteen: 'own',
    };
    const { unitId } = await ok(person.call('registerUnit', { body }), 201);
    const waits = { status: 'waiting', parent: { id: above.id } };
    expect(await ok(person.call('getUnit'))).toMatchObject({
      id: unitId,
      name: '西吉县第一小学',
      creditCode: aCode(1),
      parent: null,
      admitted: false,
      admission: waits,
      supervises: false,
      may: { file: false, review: false },
    });
    await admit(above.manager, String(unitId));
    expect(await ok(person.call('getUnit'))).toMatchObject({
      parent: { id: above.id },
      admitted: true,
      may: { file: true, review: false },
    });
    expect(await ok(above.manager.call('getUnit'))).toMatchObject({ supervises: true, may: { review: true } });
    expect(await ok((await api.person()).call('findUnits', { query: 'q=第一小学' }))).toMatchObject({
      items: [{ id: unitId }],
    });
    expect(await (await api.person()).call('registerUnit', { body })).toMatchObject({
      status: 409,
      body: { error: { code: 'credit_code_taken' } },
    });
  });

  it.each([
    ['creditCode', { creditCode: aCode(2).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) }],
    ['regionCode', { regionCode: '999999' }],
  ])('is not registered with a wrong %s', async (field, wrong) => {
    const body = { name: '某局', creditCode: aCode(2), regionCode: REGION, parentId: null, canteen: 'none', ...wrong };
    const answer = await (await api.person()).call('registerUnit', { body });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'validation_failed' } } });
    expect(answer.body.error?.details).toMatchObject({ fields: { [field]: expect.any(String) } });
  });

  it('is not registered below a unit that there is not', async () => {
    const parentId = await api.organisation('agency');
    const body = { name: '某局', creditCode: aCode(3), regionCode: REGION, parentId, canteen: 'own' };
    expect(await (await api.person()).call('registerUnit', { body })).toMatchObject({
      status: 422,
      body: { error: { code: 'unit_parent_unknown' } },
    });
  });
});

describe('who files (§1)', () => {
  it('is the manager; a clerk, whatever the duties, and who may only look read it', async () => {
    const { id: organisationId, manager } = await unit();
    const { id } = await open(manager);
    const all = await api.person({ organisationId, role: 'clerk', duties: [...MEMBER_DUTY_CODES] }, 'storefront');
    const viewer = await api.person({ organisationId, role: 'viewer' }, 'storefront');
    for (const visitor of [all, viewer]) {
      expect(await ok(visitor.call('getFiling', { params: { id } }))).toMatchObject({ status: 'draft' });
      expect(await ok(visitor.call('getUnit'))).toMatchObject({ may: { file: false, review: false } });
      for (const route of ['beginFiling', 'saveFiling', 'fileFiling', 'withdrawFiling', 'discardFiling'] as const)
        expect(await ask(visitor, route, { params: { id, year: String(YEAR) }, body: {} })).toMatchObject({
          status: 403,
        });
    }
  });
});

describe('a unit’s year over HTTP', () => {
  it('is read with its rules, its deadline and last year, written, filed, approved and confirmed', async () => {
    const bureau = await unit();
    const school = await unit(bureau.id);
    expect(await ok(school.manager.call('getShareYear', { params: { year: String(YEAR) } }))).toMatchObject({
      year: YEAR,
      rules: { minimumBp: 1_000, grantedBp: null, notBelowLastYear: false, lastYearBp: null },
      deadline: { on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), workingDaysLeft: expect.any(Number) },
      lastYear: null,
      holds: null,
      open: null,
      versions: [],
    });
    const draft = await written(school.manager, { ratioBp: 900 });
    expect(draft).toMatchObject({
      status: 'draft',
      reservedFen: 9_000_000,
      minimumBp: 1_000,
      problems: [{ field: 'ratioBp', finding: 'ratio_below_minimum', stops: false }],
    });
    const { id } = await filed(school.manager);
    expect(await ok(bureau.manager.call('getFiling', { params: { id } }))).toMatchObject({
      status: 'submitted',
      reservedFen: 15_000_001,
      dueOn: expect.any(String),
      steps: [{ action: 'begin' }, { action: 'file', from: 'draft', to: 'submitted' }],
    });
    expect(await ok(bureau.manager.call('approveFilings', { body: { filingIds: [id] } }))).toEqual({ filings: 1 });
    expect(await ok(finance.call('confirmFilings', { body: { filingIds: [id] } }))).toEqual({ filings: 1 });
    expect(await ok(finance.call('getRegionFiling', { params: { id } }))).toMatchObject({ status: 'in_force' });
    expect(await ok(school.manager.call('getShareYear', { params: { year: String(YEAR) } }))).toMatchObject({
      holds: { id, status: 'in_force' },
      open: null,
      versions: [{ id, version: 1 }],
    });
  });

  it('R6: comes back with what is wrong at its field, is taken back, filed again, and amended by a second version', async () => {
    const bureau = await unit();
    const school = await unit(bureau.id);
    const { id } = await filed(school.manager, { ratioBp: 900 });
    const body = { filingIds: [id], reason: '低于下限', fieldNotes: { ratioBp: '不低于 10%' } };
    await ok(bureau.manager.call('returnFilings', { body }));
    expect(await ok(school.manager.call('getFiling', { params: { id } }))).toMatchObject({
      status: 'returned',
      fieldNotes: { ratioBp: '不低于 10%' },
    });
    await filed(school.manager);
    await ok(school.manager.call('withdrawFiling', { params: { id } }));
    await filed(school.manager);
    await ok(bureau.manager.call('approveFilings', { body: { filingIds: [id] } }));
    await ok(finance.call('returnRegionFilings', { body }));
    await filed(school.manager);
    await ok(bureau.manager.call('approveFilings', { body: { filingIds: [id] } }));
    await ok(finance.call('confirmFilings', { body: { filingIds: [id] } }));
    const second = await written(school.manager, { canteenTotalFen: 50_000_000 });
    expect(await school.manager.call('fileFiling', { params: { id: second.id } })).toMatchObject({
      body: { error: { code: 'filing_reason_needed' } },
    });
    expect(await ok(school.manager.call('discardFiling', { params: { id: second.id } }))).toMatchObject({
      status: 'discarded',
    });
  });

  it('R4, R5: without a canteen, shared, contracted out with its operator', async () => {
    const { manager, id: unitId } = await unit();
    const none = { canteen: 'none', canteenTotalFen: 0, ratioBp: 0 };
    const { id } = await written(manager, none);
    const refused = await manager.call('fileFiling', { params: { id } });
    expect(refused.body.error).toMatchObject({
      code: 'filing_invalid',
      details: { fields: { remark: SHARE_FINDINGS.remark_missing } },
    });
    const filer = await unit();
    await written(manager, { ...none, canteen: 'shared', sharedWithId: filer.id, remark: '共用食堂，由市局填报' });
    const { lockVersion } = await open(manager);
    const own = { ...CONTENT, ...none, canteen: 'shared', sharedWithId: unitId, lockVersion };
    expect((await manager.call('saveFiling', { params: { id }, body: own })).body.error).toMatchObject({
      details: { fields: { sharedWithId: SHARE_FINDINGS.shared_with_unknown } },
    });
    const named = { body: { name: '味之源餐饮有限公司', creditCode: aCode(9) } };
    const operator = await ok(manager.call('nameOperator', named));
    expect(await ok(manager.call('nameOperator', named))).toEqual(operator);
    expect(await filed(manager, { canteen: 'contracted', operatorId: operator['id'] })).toMatchObject({
      status: 'reviewed',
      operator: { name: '味之源餐饮有限公司' },
    });
  });

  it('is another unit’s and does not exist for a stranger', async () => {
    const school = await unit();
    const stranger = await unit();
    const { id } = await filed(school.manager);
    for (const route of ['getFiling', 'fileFiling', 'withdrawFiling', 'discardFiling'] as const)
      expect(await ask(stranger.manager, route, { params: { id } })).toMatchObject({ status: 404 });
    expect(await stranger.manager.call('approveFilings', { body: { filingIds: [id] } })).toMatchObject({ status: 404 });
    const elsewhere = await api.person({ organisationId: await api.organisation('finance'), regionPrefix: '11' });
    expect(await elsewhere.call('getRegionFiling', { params: { id } })).toMatchObject({ status: 404 });
    expect(await elsewhere.call('confirmFilings', { body: { filingIds: [id] } })).toMatchObject({ status: 404 });
  });
});

describe('the year of everything below', () => {
  it('is listed at any depth with states and totals, filtered, reminded once a day, in few statements', async () => {
    const top = await unit();
    const bureau = await unit(top.id);
    const [low, late, good] = [await unit(bureau.id), await unit(bureau.id), await unit(top.id)];
    const lowFiling = await filed(low.manager, { ratioBp: 900 });
    await filed(good.manager);
    const list = async (query: string, visitor = top.manager) =>
      (await ok(visitor.call('listSharesBelow', { query: `year=${YEAR}&${query}` }))) as unknown as {
        items: { unit: { id: string }; state: string; filing: object | null; remindedOn: string | null }[];
        total: number;
        nextCursor: string | null;
        totals: object;
      };
    expect(await list('')).toMatchObject({
      total: 4,
      states: [
        { state: 'missing', units: 2, reservedFen: 0 },
        { state: 'submitted', units: 2, belowMinimum: 1, canteenTotalFen: 200_000_010 },
      ],
      totals: { units: 4, belowMinimum: 1, reservedFen: 9_000_000 + 15_000_001 },
    });
    expect((await list('state=missing')).items.map(({ unit: { id } }) => id).sort()).toEqual(
      [bureau.id, late.id].sort(),
    );
    expect(await ok(top.manager.call('listSharesBelow', { query: 'limit=1' }))).toMatchObject({ year: YEAR, total: 4 });
    expect(await list('below=1')).toMatchObject({
      total: 1,
      items: [
        { unit: { id: low.id }, state: 'submitted', filing: { id: lowFiling.id, belowMinimum: true, overdue: false } },
      ],
    });
    expect(await list('', bureau.manager)).toMatchObject({ total: 2 });
    const first = await list('limit=3');
    const rest = await list(`limit=3&cursor=${first.nextCursor ?? ''}`);
    expect(new Set([...first.items, ...rest.items].map(({ unit: { id } }) => id)).size).toBe(4);

    const remind = { year: YEAR, unitIds: [low.id, late.id] };
    expect(await ok(top.manager.call('remindUnits', { body: remind }))).toEqual({ units: 1 });
    expect(await ok(top.manager.call('remindUnits', { body: remind }))).toEqual({ units: 0 });
    expect(await ok(finance.call('remindRegionUnits', { body: { ...remind, unitIds: [bureau.id] } }))).toEqual({
      units: 1,
    });
    expect((await list('state=missing')).items.every(({ remindedOn }) => remindedOn !== null)).toBe(true);
    const notices = await api.test.db.query('SELECT title, link FROM notice WHERE user_id = $1', [late.manager.userId]);
    expect(notices).toEqual([{ title: '请填报预留份额', link: `/agency/share?year=${YEAR}` }]);
    expect(await low.manager.call('remindUnits', { body: remind })).toMatchObject({ status: 404 });

    const region = await ok(
      finance.call('listRegionShares', { query: `year=${YEAR}&state=submitted&region=${REGION}` }),
    );
    expect(region['items']).toEqual(expect.arrayContaining([expect.objectContaining({ state: 'submitted' })]));
    // From the sums that are kept it is the same as counted: the session, then the states and the page.
    const counted = [await list(''), await list('state=missing&limit=1'), await list('below=1', bureau.manager)];
    await new FoldShares(api.test.db, api.test.uow).fold(100);
    expect([await list(''), await list('state=missing&limit=1'), await list('below=1', bureau.manager)]).toEqual(
      counted,
    );
    expect(await countStatements(() => list(''))).toBeLessThanOrEqual(3);
  });

  it('is passed on in bulk, all or none', async () => {
    const top = await unit();
    const units = await Promise.all([unit(top.id), unit(top.id), unit(top.id)]);
    const ids: string[] = [];
    for (const { manager } of units) ids.push((await filed(manager)).id);
    const strange = await filed((await unit()).manager);
    expect(await top.manager.call('approveFilings', { body: { filingIds: [...ids, strange.id] } })).toMatchObject({
      status: 404,
    });
    expect(await ok(top.manager.call('approveFilings', { body: { filingIds: ids } }))).toEqual({ filings: 3 });
    expect(await top.manager.call('approveFilings', { body: { filingIds: ids } })).toMatchObject({
      body: { error: { code: 'filing_closed' } },
    });
    expect(await ok(finance.call('confirmFilings', { body: { filingIds: ids } }))).toEqual({ filings: 3 });
  });
});

describe('R12: what a unit reports of itself', () => {
  const person = (organisationId: string) => api.person({ organisationId }, 'admin');

  it('is asked for with what its kind needs, and its document is read by the unit above, by finance and by nobody else', async () => {
    const top = await unit();
    const school = await unit(top.id);
    const [own, above] = [await person(school.id), await person(top.id)];
    const proofId = await uploadEvidence(own);
    const body = { kind: 'renamed', newName: '西吉县实验小学', effectiveOn: '2026-01-01', proofId, remark: '' };
    const { newName: _, ...nameless } = body;
    expect(await own.call('reportUnitChange', { body: nameless })).toMatchObject({
      status: 400,
      body: { error: { details: { fields: { newName: expect.any(String) } } } },
    });
    expect(await own.call('reportUnitChange', { body: { ...body, successorId: top.id } })).toMatchObject({
      status: 400,
      body: { error: { details: { fields: { successorId: expect.any(String) } } } },
    });
    await ok(own.call('reportUnitChange', { body }), 201);
    for (const [reader, status] of [
      [own, 200],
      [above, 200],
      [finance, 200],
      [await person((await unit()).id), 404],
      [await api.person({ organisationId: await api.organisation('finance'), regionPrefix: '42' }), 404],
    ] as const)
      expect(await reader.call('getEvidence', { params: { id: proofId } })).toMatchObject({ status });
    const { items } = (await ok(finance.call('listRegionUnitChanges', { query: 'status=waiting' }))) as unknown as {
      items: { id: string; unit: { id: string } }[];
    };
    const params = { id: items.find(({ unit: { id } }) => id === school.id)?.id ?? '' };
    expect(await above.call('decideUnitChange', { params, body: { decision: 'return', reason: '' } })).toMatchObject({
      status: 400,
      body: { error: { details: { fields: { reason: expect.any(String) } } } },
    });
    await ok(above.call('decideUnitChange', { params, body: { decision: 'accept', reason: '' } }));
    expect(await ok(own.call('getUnit'))).toMatchObject({ name: body.newName });
    expect(
      await finance.call('decideRegionUnitChange', { params, body: { decision: 'accept', reason: '' } }),
    ).toMatchObject({
      body: { error: { code: 'unit_change_closed' } },
    });
    expect(await countStatements(() => above.call('listUnitChanges'))).toBeLessThanOrEqual(3);
  });
});
