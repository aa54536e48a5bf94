import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REFUSED, runWithdrawn, WITHDRAWALS } from '@yigou/identity/testing';
import { suppliersHarness, type SuppliersHarness } from '@yigou/suppliers/testing';
import { anApplication } from './testing/applications';
import { aCertificate } from './testing/certificates';
import { ApplicationFlow } from './applications/application-flow';
import { ExitSupplier } from './exit-supplier';

let s: SuppliersHarness;
let exits: ExitSupplier;
beforeAll(async () => {
  s = await suppliersHarness();
  exits = new ExitSupplier(s.uow, s.commands, s.files, new ApplicationFlow(s.notices, s.audit));
});
afterAll(() => s.close());

describe('leaving', () => {
  it('takes open applications back and gives up the certificates, once', async () => {
    const by = await s.member(await s.supplier('admitted'));
    await aCertificate(s.db, { supplierId: by.supplierId });
    const { supplierId } = by;
    const { id: applicationId } = await anApplication(s.db, { supplierId, status: 'county_review' });
    expect((await exits.execute(by, '不再经营')).status).toBe('exited');
    expect(await s.db.one('SELECT status FROM application WHERE id = $1', [applicationId])).toEqual({
      status: 'withdrawn',
    });
    const [certificate] = await s.db.query('SELECT status FROM certificate WHERE supplier_id = $1', [by.supplierId]);
    expect(certificate).toEqual({ status: 'exited' });
    await expect(exits.execute(by, '再来一次')).rejects.toMatchObject({ code: 'illegal_transition' });
  });

  it('is the manager’s to do', async () => {
    const by = await s.member(await s.supplier('admitted'));
    await s.db.query("UPDATE membership SET role = 'clerk' WHERE user_id = $1", [by.actor.userId]);
    await expect(exits.execute(by, '不再经营')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it.each(WITHDRAWALS)('is refused and writes nothing for whose seat was %s since the request came in', async (how) => {
    const by = await s.member(await s.supplier('admitted'));
    const { supplierId } = by;
    await aCertificate(s.db, { supplierId });
    await anApplication(s.db, { supplierId, status: 'county_review' });
    expect(await runWithdrawn(s.db, { by, run: () => exits.execute(by, '不再经营') }, how)).toEqual(REFUSED);
  });
});
