import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RouteId, routes } from '@yigou/contracts';
import { ApiHarness, type Answer, type Visitor } from '../testing/api.harness';
import { application } from '../testing/application-fixture';
import { COUNTY, shelf } from '../testing/fixtures';

let api: ApiHarness;
let supplier: Visitor;
let county: Visitor;
let supplierId: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  const goods = await shelf(api);
  ({ supplier, supplierId } = goods);
  county = await api.person({ organisationId: await api.organisation('administration'), regionPrefix: COUNTY });
});
afterAll(() => api.close());

/** What came over the wire is what the contract says. */
function fits(id: RouteId, answer: Answer): Record<string, unknown> {
  expect([id, answer.body.error]).toEqual([id, undefined]);
  const response = routes.find((route) => route.id === id)?.response;
  const result = response?.safeParse(answer.body);
  expect([id, result?.error?.issues ?? []]).toEqual([id, []]);
  return answer.body;
}

describe('certification over HTTP', () => {
  it('an applicant begins and reads, an office reads and takes up, in the shapes of the contract', async () => {
    const body = { kind: 'initial', certificateId: null, causes: [] };
    const created = fits('createApplication', await supplier.call('createApplication', { body }));
    fits('getApplication', await supplier.call('getApplication', { params: { id: String(created['id']) } }));
    fits('listApplications', await supplier.call('listApplications'));
    fits('listSupplierCertificates', await supplier.call('listSupplierCertificates'));
    const { applicationId, certificateId } = await application(api, supplierId);
    expect(fits('listReviews', await county.call('listReviews'))['total']).toBe(1);
    fits('reviewSummary', await county.call('reviewSummary'));
    fits('getReview', await county.call('getReview', { params: { id: applicationId } }));
    fits('claimReview', await county.call('claimReview', { params: { id: applicationId }, body: {} }));
    fits('getAdminCertificate', await county.call('getAdminCertificate', { params: { id: certificateId } }));
  });

  it('anybody verifies a certificate and reads what is published', async () => {
    const visitor = api.anonymous();
    const number = `测试-${supplierId}`;
    const page = fits('verifyCertificate', await visitor.call('verifyCertificate', { params: { number } }));
    expect(page['products']).toHaveLength(1);
    fits('listPublicity', await visitor.call('listPublicity'));
    expect((await visitor.call('track', { params: { number: 'YY20260101ABCDEFGH1' } })).status).toBe(404);
  });
});
