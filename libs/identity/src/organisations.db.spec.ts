import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrganisation } from './testing/people';
import { type IdentityHarness, identityHarness } from './testing/identity.harness';
import type { SupplierInput } from './organisations';

describe('suppliers as an import brings them', () => {
  let on: IdentityHarness;
  beforeAll(async () => {
    on = await identityHarness();
  });
  afterAll(() => on.close());

  const supplier: SupplierInput = {
    supplierKind: 'enterprise',
    name: '五峰茶业',
    creditCode: null,
    regionCode: '420529',
    demo: false,
  };
  const upsert = (change: Partial<SupplierInput> = {}) =>
    on.uow.run((tx) => on.organisations.upsertSupplier(tx, { ...supplier, ...change }));

  it('are known again by name and region, then by credit code, which is filled in when it was missing', async () => {
    const first = await upsert();
    expect(first.created).toBe(true);
    expect(await upsert()).toEqual({ id: first.id, name: '五峰茶业', created: false });
    expect(await upsert({ creditCode: '91420529MA4900000X' })).toMatchObject({ id: first.id, created: false });
    expect(await upsert({ creditCode: '91420529MA4900000X', name: '五峰茶业有限公司', regionCode: null })).toEqual({
      id: first.id,
      name: '五峰茶业',
      created: false,
    });
    expect((await upsert({ regionCode: '420528' })).created).toBe(true);
    expect((await upsert({ regionCode: null })).created).toBe(true);
    expect((await upsert({ regionCode: null })).created).toBe(false);
  });

  it('are refused when one name in one region has two credit codes', async () => {
    await upsert({ name: '甲', creditCode: '91420529MA49000001' });
    await expect(upsert({ name: '甲', creditCode: '91420529MA49000002' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('are refused when the credit code belongs to an organisation of another kind', async () => {
    await anOrganisation(on.db, { kind: 'agency', name: '某局', creditCode: '11420529MA49000003' });
    await expect(upsert({ name: '乙', creditCode: '11420529MA49000003' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('give their names by id', async () => {
    const { id } = await upsert({ name: '丙' });
    const agency = await on.uow.run((tx) =>
      on.organisations.create(tx, { kind: 'administration', name: '宜昌市主管部门', regionCode: '420500' }),
    );
    expect(await on.organisations.names([id, agency])).toEqual(
      new Map([
        [id, '丙'],
        [agency, '宜昌市主管部门'],
      ]),
    );
  });
});
