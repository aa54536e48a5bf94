import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CertificateStatus, ScopeLine } from '@yigou/contracts';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { newId } from '@yigou/kernel';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { anAdmittedSupplier } from '@yigou/suppliers/testing';
import { aCertificate } from '../testing/certificates';
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { CertificatePdf } from './certificate-pdf';

let test: TestDatabase;
let pdf: CertificatePdf;
let supplierId: string;
beforeAll(async () => {
  test = await createTestDatabase();
  pdf = new CertificatePdf(test.db, { STOREFRONT_URL: 'https://yigou.example' });
  supplierId = (await anAdmittedSupplier(test.db, { name: '西吉县向阳马铃薯专业合作社' })).supplierId;
});
afterAll(() => test.close());

const SCOPE = [
  { name: '礼盒装', netWeightGrams: 2500, priceFen: 3980 },
  { name: '散装', netWeightGrams: 500, priceFen: 650 },
];
async function certificate(
  more: {
    number?: string;
    status?: CertificateStatus;
    from?: string;
    to?: string;
    demoFields?: string[];
    scope?: ScopeLine[];
    reason?: string;
  } = {},
): Promise<string> {
  const { number = `FP640422${newId().slice(-8)}`, status = 'valid', from = '2020-03-01', to = '2099-02-28' } = more;
  await aCertificate(test.db, {
    number,
    supplierId,
    productName: '西吉高原富硒马铃薯',
    level: 'province',
    status,
    validFrom: from,
    validTo: to,
    households: 128,
    people: 467,
    mechanisms: ['contract_farming', 'employment'],
    scope: more.scope ?? SCOPE,
    issuedBy: '宁夏回族自治区扶贫开发办公室',
    demo: (more.demoFields ?? []).length > 0,
    demoFields: more.demoFields ?? [],
    statusReason: more.reason ?? null,
    statusSince: new Date('2020-06-01T02:00:00Z'),
  });
  return number;
}

/** What a viewer shows: one page, its text, and a picture of it. */
async function look(body: Buffer, name: string): Promise<string> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(body);
  try {
    expect(document.getPageCount()).toBe(1);
    const folder = process.env['CERTIFICATE_PICTURES'];
    if (folder) {
      const { data } = await document.getPage(0).render({
        scale: 1.6,
        render: ({ data: raw, width, height }) =>
          sharp(raw, { raw: { width, height, channels: 4 } })
            .png()
            .toBuffer(),
      });
      await writeFile(`${folder}/${name}.png`, data);
    }
    return document.getPage(0).getText().replaceAll(/\s+/g, '');
  } finally {
    document.destroy();
    library.destroy();
  }
}

describe('a certificate on paper', () => {
  it('is one page with all that was certified, in Chinese that can be read and copied', async () => {
    const number = await certificate();
    const { body } = await pdf.of(number);
    expect(body.subarray(0, 5).toString()).toBe('%PDF-');
    expect(body.length).toBeLessThan(120_000);
    const text = await look(body, 'valid');
    for (const words of [
      '扶贫产品认定证书',
      number,
      '西吉高原富硒马铃薯',
      '西吉县向阳马铃薯专业合作社',
      '固原市西吉县',
      '省级',
      '128户467人',
      '订单生产、就业务工',
      '2020年3月1日至2099年2月28日',
      '礼盒装2.5千克39.80',
      '散装500克6.50',
      '宁夏回族自治区扶贫开发办公室',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('演示');
    expect(text).not.toMatch(/已(暂停|到期|撤销|退出)/);
  });

  it.each<[CertificateStatus, { from?: string; to?: string }, string, string]>([
    ['suspended', {}, '已暂停', '2020年6月1日起已暂停，原因：抽查不合格'],
    ['withdrawn', {}, '已撤销', '原因：抽查不合格'],
    ['exited', {}, '已退出', '2020年6月1日'],
    ['expired', {}, '已到期', '2020年6月1日'],
    ['valid', { to: '2020-12-31' }, '已到期', '有效期至2020年12月31日'],
    ['valid', { from: '2098-01-01' }, '未生效', '2098年1月1日起生效'],
  ])('says in large letters that it is not valid: %s %j', async (status, term, mark, note) => {
    const number = await certificate({ status, reason: '抽查不合格', ...term });
    const text = await look((await pdf.of(number)).body, `${status}-${mark}`);
    expect(text).toContain(mark);
    expect(text).toContain(note);
  });

  it('says that demo data is demo data, and holds a long scope', async () => {
    const scope = Array.from({ length: 20 }, (_, index) => ({
      netWeightGrams: 2500,
      priceFen: 3980,
      name: `第${index + 1}种规格的礼盒包装名称很长很长`,
    }));
    const text = await look(
      (await pdf.of(await certificate({ demoFields: ['全部'], status: 'suspended', scope }))).body,
      'demo',
    );
    expect(text).toContain('演示数据');
    expect(text).toContain('第20种规格');
    for (const words of [
      '认定规格（演示补充）',
      '西吉高原富硒马铃薯（演示补充）',
      '128户467人（演示补充）',
      '订单生产、就业务工（演示补充）',
    ])
      expect(text).toContain(words);
  });

  it('never looks like a real one where part of it was made up, and says of each line whether it was', async () => {
    const demoFields = ['供应商', '证书编号', '有效期起', '有效期止'];
    const number = await certificate({ demoFields });
    const text = await look((await pdf.of(number)).body, 'part-demo');
    for (const words of [
      '扶贫产品认定证书（演示）',
      '不是任何机构签发的真实证书',
      `${number}（演示补充）`,
      '专业合作社（演示补充）',
      '2099年2月28日（演示补充）',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('特发此证');
    for (const published of ['西吉高原富硒马铃薯', '固原市西吉县', '省级', '128户467人', '认定规格'])
      expect(text).not.toContain(`${published}（演示补充）`);
  });

  it('is drawn once for what stands on it, and anew when that changes', async () => {
    const number = await certificate();
    const first = await pdf.of(number);
    const again = await Promise.all(Array.from({ length: 20 }, () => pdf.of(number)));
    expect(again.every((paper) => paper.body === first.body && paper.tag === first.tag)).toBe(true);
    expect(await countStatements(() => pdf.of(number))).toBe(1);
    await test.db.query("UPDATE certificate SET status = 'suspended' WHERE number = $1", [number]);
    expect((await pdf.of(number)).tag).not.toBe(first.tag);
  });

  it('does not exist for a number that was never issued', async () => {
    await expect(pdf.of('FP0')).rejects.toMatchObject({ code: 'not_found' });
  });
});
