import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { ApiHarness } from '../testing/api.harness';
import { shelf } from '../testing/fixtures';

let api: ApiHarness;
beforeAll(async () => {
  api = await ApiHarness.start();
});
afterAll(() => api.close());

const asSeat = (organisationId: string) => ({ 'X-Yigou-Seat': organisationId });

describe('somebody with a seat in two suppliers', () => {
  async function helper() {
    const [first, second] = [await shelf(api), await shelf(api)];
    const person = await api.person({ organisationId: first.supplierId });
    await api.seat(person.userId, { organisationId: second.supplierId });
    return { person, first, second };
  }

  it('edits the second; the first stays as it was', async () => {
    const { person, first, second } = await helper();
    const product = async ({ productId }: { productId: string }) =>
      api.test.db.one('SELECT name, version, updated_at FROM product WHERE id = $1', [productId]);
    const before = await product(first);
    const seat = asSeat(second.supplierId);
    const read = await person.call('getSupplierProduct', { params: { id: second.productId }, headers: seat });
    const { skus, ...own } = read.body as unknown as { skus: Record<string, unknown>[]; version: number };
    const [sku] = skus;
    const body = {
      name: '第二家的小米',
      categorySlug: 'grain',
      description: '',
      countyCode: '640422',
      channels: [],
      certificateNumber: `测试-${second.supplierId}`,
      version: own.version,
      skus: [
        {
          id: sku?.['id'],
          name: '一袋',
          netWeightGrams: 10,
          priceFen: sku?.['priceFen'],
          marketPriceFen: null,
          active: true,
        },
      ],
    };
    const call = { params: { id: second.productId }, headers: seat, body };
    expect(await person.call('updateSupplierProduct', call)).toMatchObject({ status: 200 });
    expect(await product(second)).toMatchObject({ name: '第二家的小米' });
    expect(await product(first)).toEqual(before);
    // In the name of the one that was asked for, and nothing of the other through it.
    const [entry] = await api.test.db.query<{ organisation_id: string }>(
      "SELECT organisation_id FROM audit_entry WHERE action = 'catalogue.product_updated' AND subject_id = $1",
      [second.productId],
    );
    expect(entry?.organisation_id).toBe(second.supplierId);
    const other = { params: { id: first.productId }, headers: seat };
    expect((await person.call('getSupplierProduct', other)).status).toBe(404);
  });

  it('has to say which: 409 with the seats to choose from', async () => {
    const { person, first, second } = await helper();
    const answer = await person.call('listSupplierProducts');
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'seat_needed' } } });
    const seats = answer.body.error?.details['seats'] as { organisationId: string }[];
    expect(new Set(seats.map((seat) => seat.organisationId))).toEqual(new Set([first.supplierId, second.supplierId]));
  });

  it.each(['getEvidence', 'getEvidencePage', 'getEvidenceFile', 'uploadEvidence'] as const)(
    'has to say which for %s too: what is shown and kept depends on it',
    async (id) => {
      const { person, second } = await helper();
      const params = { id: newId(), page: '1' };
      const answer = await person.call(id, { params });
      expect(answer).toMatchObject({ status: 409, body: { error: { code: 'seat_needed' } } });
      expect((await person.call(id, { params, headers: asSeat(second.supplierId) })).status).not.toBe(409);
    },
  );

  it('says it in the query where a browser sends no header, but never to change something', async () => {
    const { person, second } = await helper();
    const query = `seat=${second.supplierId}`;
    expect((await person.call('exportSupplierOrders', { query })).status).toBe(200);
    expect(await person.call('publishProduct', { params: { id: second.productId }, query })).toMatchObject({
      status: 409,
      body: { error: { code: 'seat_needed' } },
    });
  });
});

describe('each site', () => {
  it('is told where the other is', async () => {
    const answer = await api.anonymous().call('sites');
    expect(answer).toMatchObject({
      status: 200,
      body: { storefront: expect.any(String), console: expect.any(String) },
    });
    for (const address of Object.values(answer.body as Record<string, string>)) expect(address).not.toMatch(/\/$/);
  });
});

describe('an answer', () => {
  it('of somebody’s own is kept by no cache; what is public may be', async () => {
    const person = await api.person({ organisationId: await api.organisation('supplier') });
    for (const id of ['me', 'listSupplierProducts', 'getCart'] as const)
      expect((await person.call(id)).headers.get('cache-control')).toBe('no-store');
    expect((await person.call('listProducts')).headers.get('cache-control')).toBeNull();
  });

  it('to a word that the route does not know is a refusal, not everything', async () => {
    const person = await api.person({ organisationId: await api.organisation('supplier') });
    expect(await person.call('listSupplierProducts', { query: 'stauts=draft' })).toMatchObject({
      status: 400,
      body: { error: { code: 'validation_failed', details: { fields: { stauts: expect.any(String) } } } },
    });
  });
});

describe('a seat', () => {
  it('is not needed by who has one of the kind', async () => {
    const person = await api.person({ organisationId: await api.organisation('supplier') });
    await api.seat(person.userId, { organisationId: await api.organisation('administration') });
    expect((await person.call('listSupplierProducts')).status).toBe(200);
    expect((await person.call('listSuppliers')).status).toBe(200);
  });

  it('of somebody else, of nobody, or of another kind is refused alike everywhere it counts', async () => {
    const own = await api.organisation('supplier');
    const person = await api.person({ organisationId: own });
    for (const named of [await api.organisation('supplier'), newId(), 'x', ''])
      for (const id of ['listSupplierProducts', 'listOrders'] as const)
        expect(await person.call(id, { headers: asSeat(named) })).toMatchObject({
          status: 403,
          body: { error: { code: 'seat_not_held' } },
        });
    await api.seat(person.userId, { organisationId: await api.organisation('administration') });
    expect((await person.call('listSuppliers', { headers: asSeat(own) })).body.error?.code).toBe('forbidden');
  });

  it('that was taken away ends at once, and never keeps a person from their own account', async () => {
    const organisationId = await api.organisation('supplier');
    const person = await api.person({ organisationId });
    const headers = asSeat(organisationId);
    expect((await person.call('listSupplierProducts', { headers })).status).toBe(200);
    await api.test.db.query('DELETE FROM membership WHERE user_id = $1', [person.userId]);
    expect((await person.call('listSupplierProducts', { headers })).body.error?.code).toBe('seat_not_held');
    expect((await person.call('listSessions', { headers })).status).toBe(200);
    expect((await person.call('me', { headers })).body).toMatchObject({ user: { memberships: [] } });
    expect((await person.call('logout', { headers })).status).toBe(200);
  });
});
