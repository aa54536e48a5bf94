import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { type CertificateStatus, CERTIFICATE_WORTHS, type CertificateWorth } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { MARKET_TODAY, PolicyParameters } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { anAdmittedSupplier } from '@yigou/suppliers/testing';
import { inDays } from '@yigou/testing';
import { aCertificate } from './testing/certificates';
import { CertificatePages } from './certificates/certificate-page.queries';
import { CertificatePdf } from './certificates/certificate-pdf';
import { CERTIFIED_PRICES } from './certificates/certified-prices';
import { OpenData } from './certificates/open-data';
import { SupplierCertificateLists } from './certificates/supplier-certificates.queries';
import { CERTIFICATE_IN_FORCE, MAY_SELL, statusOfWorth } from './standing';

let test: TestDatabase;
let supplierId: string;
let number: string;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

beforeEach(async () => {
  number = `W-${newId()}`;
  supplierId = (await anAdmittedSupplier(test.db, { name: number })).supplierId;
  const scope = [{ name: '散装', netWeightGrams: 500, priceFen: 650 }];
  const term = { validFrom: inDays(-10), validTo: inDays(10) };
  await aCertificate(test.db, { number, productName: '土豆', supplierId, ...term, variety: number, scope });
});

interface Case {
  /** Columns of the supplier's file and of the certificate. */
  file?: string;
  certificate?: string;
}
const set = async ({ file, certificate }: Case) => {
  if (file) await test.db.query(`UPDATE supplier_file SET ${file} WHERE supplier_id = $1`, [supplierId]);
  if (certificate) await test.db.query(`UPDATE certificate SET ${certificate} WHERE supplier_id = $1`, [supplierId]);
};

async function printed(): Promise<string> {
  const { body } = await new CertificatePdf(test.db, { STOREFRONT_URL: 'https://yigou.example' }).of(number);
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(body);
  const text = document.getPage(0).getText().replaceAll(/\s+/g, '');
  document.destroy();
  library.destroy();
  return text;
}
const openStatuses = async (): Promise<CertificateStatus[]> => {
  const found: CertificateStatus[] = [];
  for (const status of ['valid', 'suspended', 'expired', 'withdrawn', 'exited'] as const) {
    const { items } = await new OpenData(test.db).certificates({ status, region: '640422', limit: 500 });
    found.push(...items.filter((item) => item.number === number).map(() => status));
  }
  return found;
};

const CASES: readonly (readonly [CertificateWorth, Case])[] = [
  ['valid', {}],
  ['valid', { file: "status = 'rectifying'" }],
  ['supplier_frozen', { file: "status = 'frozen'" }],
  ['supplier_removed', { file: "status = 'removed'" }],
  ['supplier_blacklisted', { file: "status = 'blacklisted'" }],
  ['supplier_blacklisted', { file: "status = 'blacklisted'", certificate: "status = 'suspended'" }],
  ['supplier_exited', { file: "status = 'exited'" }],
  ['supplier_unadmitted', { file: "status = 'draft'" }],
  ['licences_expired', { file: `licences_to = ${MARKET_TODAY} - 1` }],
  ['valid', { file: `licences_to = ${MARKET_TODAY}` }],
  ['suspended', { certificate: "status = 'suspended', status_reason = '抽查不合格'" }],
  ['expired', { certificate: `valid_to = ${MARKET_TODAY} - 1` }],
  ['expired', { certificate: `status = 'suspended', valid_to = ${MARKET_TODAY} - 1` }],
  ['not_begun', { certificate: `valid_from = ${MARKET_TODAY} + 1` }],
  ['withdrawn', { file: "status = 'frozen'", certificate: "status = 'withdrawn'" }],
  ['exited', { certificate: "status = 'exited'" }],
];

describe('R18, R29: what a certificate is worth today is the same everywhere', () => {
  it.each(CASES)('%s: %j', async (worth, change) => {
    await set(change);
    const status = statusOfWorth(worth);
    const page = await new CertificatePages(test.db).verify(number);
    expect(page.certificate).toMatchObject({ worth, status });
    if (worth.startsWith('supplier_') || worth === 'licences_expired')
      expect(page.statusReason).toBe(CERTIFICATE_WORTHS[worth]);

    const { items } = await new SupplierCertificateLists(test.db, new PolicyParameters(test.db)).of(supplierId);
    expect(items[0]).toMatchObject({ worth, status, statusReason: page.statusReason });
    expect(await openStatuses()).toEqual([status]);

    const [prices, report] = await Promise.all([
      test.db.query(`SELECT FROM (${CERTIFIED_PRICES.prices}) p WHERE variety = $1`, [number]),
      test.db.query('SELECT worth, status FROM report_certificate WHERE number = $1', [number]),
    ]);
    expect(prices).toHaveLength(worth === 'valid' ? 1 : 0);
    expect(report).toEqual([{ worth, status }]);
    const rule = await test.db.one(
      `SELECT ${CERTIFICATE_IN_FORCE} AS "inForce", ${MAY_SELL} AS "maySell" FROM certificate c
         LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id WHERE c.number = $1`,
      [number],
    );
    expect(rule).toEqual({ inForce: worth === 'valid', maySell: worth === 'valid' });
  });

  it.each([
    ['supplier_frozen', "status = 'frozen'", '暂停效力'],
    ['supplier_blacklisted', "status = 'blacklisted'", '停止效力'],
    ['licences_expired', `licences_to = ${MARKET_TODAY} - 1`, '暂停效力'],
  ] as const)('is printed across the paper: %s', async (worth, file, mark) => {
    expect(await printed()).not.toContain(mark);
    await set({ file });
    const text = await printed();
    expect(text).toContain(mark);
    expect(text).toContain(CERTIFICATE_WORTHS[worth]);
  });

  it('goods without a certificate ask for their supplier alone', async () => {
    const maySell = () =>
      test.db.one(
        `SELECT ${MAY_SELL} AS may FROM supplier_file f LEFT JOIN certificate c ON false WHERE f.supplier_id = $1`,
        [supplierId],
      );
    expect(await maySell()).toEqual({ may: true });
    await set({ file: "status = 'frozen'" });
    expect(await maySell()).toEqual({ may: false });
  });
});
