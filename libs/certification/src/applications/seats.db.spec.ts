import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { REFUSED, runWithdrawn, WITHDRAWALS } from '@yigou/identity/testing';
import { aClaim, changedTables, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aCertificate } from '../testing/certificates';
import { type Applicant, ReviewHall } from './testing/review-hall';

let test: TestDatabase;
let hall: ReviewHall;
let by: Applicant;
beforeAll(async () => {
  test = await createTestDatabase();
  hall = await new ReviewHall(test).open();
});
afterAll(() => test.close());
beforeEach(async () => {
  by = await hall.applicant();
});

/** What is prepared while the seat is there; gives what is asked for. */
const COMMANDS: Record<string, () => Promise<() => Promise<unknown>>> = {
  'a new application': async () => () =>
    hall.commands.create(by, { kind: 'initial', certificateId: null, causes: [] }, aClaim()),
  'a change of a certificate': async () => {
    const { id: certificateId } = await aCertificate(test.db, { supplierId: by.supplierId });
    return () => hall.commands.create(by, { kind: 'change', certificateId, causes: ['specification'] }, aClaim());
  },
  'a saved application': async () => {
    const id = await hall.ready(by);
    const { version } = await hall.at(id);
    return () => hall.commands.save(by, id, { version, form: hall.form(by, { productName: '胡麻油' }) });
  },
  'attached evidence': async () => {
    const id = await hall.ready(by);
    const evidenceId = await hall.file(by.actor.userId);
    return () => hall.commands.attach(by, id, { evidenceId, kind: 'quality_report' });
  },
  'detached evidence': async () => {
    const id = await hall.ready(by);
    const evidenceId = await hall.file(by.actor.userId);
    await hall.commands.attach(by, id, { evidenceId, kind: 'quality_report' });
    return () => hall.commands.detach(by, id, evidenceId);
  },
  'a submission': async () => {
    const id = await hall.ready(by);
    return () => hall.submit(by, id);
  },
  'an application taken back': async () => {
    const id = await hall.submitted(by);
    return () => hall.commands.withdraw(by, id, '不再申请');
  },
  'a certificate given up': async () => {
    const { id } = await aCertificate(test.db, { supplierId: by.supplierId });
    return () => hall.exits.execute(by, id, '不再生产');
  },
};

describe.each(Object.entries(COMMANDS))('%s', (_, prepare) => {
  it.each(WITHDRAWALS)('is refused and writes nothing for whose seat was %s since the request came in', async (how) => {
    expect(await runWithdrawn(test.db, { by, run: await prepare() }, how)).toEqual(REFUSED);
  });

  it('goes through for who still has the seat', async () => {
    expect(await changedTables(test.db, await prepare())).toContain('audit_entry');
  });
});
