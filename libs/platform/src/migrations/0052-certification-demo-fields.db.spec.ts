import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { CertificationDemoFields1606000000052 } from './0052-certification-demo-fields';
import { CatalogueDemoFields1606000000053 } from './0053-catalogue-demo-fields';

let test: TestDatabase;
const supplier = newId();
beforeAll(async () => {
  test = await createTestDatabase();
  await test.db.query(
    `INSERT INTO organisation (id, kind, supplier_kind, name) VALUES ($1, 'supplier', 'cooperative', '合作社')`,
    [supplier],
  );
  await test.db.query("INSERT INTO category (slug, name, position) VALUES ('tea', '茶叶', 1)");
});
afterAll(() => test.close());

/** A certificate as an earlier version knew it, and a product on the shelves that hangs on it. */
async function entered(number: string, certificateDemo: boolean, productMarks: string[] | null): Promise<void> {
  const id = newId();
  await test.db.query(
    `INSERT INTO certificate (id, number, product_name, supplier_id, level, status, valid_from, valid_to, demo)
     VALUES ($1, $2, '茶', $3, 'county', 'valid', '2020-01-01', '2099-01-01', $4)`,
    [id, number, supplier, certificateDemo],
  );
  if (productMarks === null) return;
  await test.db.query(
    `WITH made AS (INSERT INTO product (id, supplier_id, certificate_id, name, category_slug, description, status, demo, demo_fields)
       VALUES ($1, $2, $3, $4, 'tea', '', 'listed', '全部' = ANY($5), $5))
     INSERT INTO listing (product_id, name, supplier_id, supplier_name, category_slug, category_parent, channels, mechanisms, price_fen, sku_ids,
       sold_count, demo, listed_at, score, terms, words, spelling)
     VALUES ($1, $4, $2, '合作社', 'tea', 'tea', '{}', '{}', 100, '{}', 0, '全部' = ANY($5), now(), 0, '', '{}', '')`,
    [newId(), supplier, id, number, productMarks],
  );
}

describe('databases from before demo fields were kept', () => {
  it('learn from the products which facts of their certificates were made up, and never of a real one', async () => {
    const steps = [new CertificationDemoFields1606000000052(), new CatalogueDemoFields1606000000053()];
    const runner = test.source.createQueryRunner();
    try {
      for (const step of [...steps].reverse()) await step.down(runner);
      await entered('部分', true, ['供应商', '供应商类型', '库存', '证书编号', '有效期止']);
      await entered('全部', true, ['全部']);
      await entered('无产品', true, null);
      await entered('未写明', true, ['库存']);
      await entered('真实', false, ['库存', '有效期止']);
      for (const step of steps) await step.up(runner);
    } finally {
      await runner.release();
    }
    const rows = await test.db.query<{ number: string; demo: boolean; fields: string[]; card: unknown[] | null }>(
      `SELECT c.number, c.demo, c.demo_fields AS fields, CASE WHEN l.product_id IS NOT NULL THEN json_build_array(l.certificate_demo, l.demo_fields) END AS card
       FROM certificate c LEFT JOIN listing l ON l.name = c.number`,
    );
    const found = Object.fromEntries(rows.map(({ number, ...row }) => [number, row]));
    expect(found['部分']).toMatchObject({
      demo: true,
      card: [true, ['供应商', '供应商类型', '库存', '证书编号', '有效期止']],
    });
    expect(new Set(found['部分']?.fields)).toEqual(new Set(['供应商', '证书编号', '有效期止']));
    expect(found).toMatchObject({
      全部: { fields: ['全部'], card: [true, ['全部']] },
      无产品: { fields: ['全部'], card: null },
      未写明: { fields: ['全部'], card: [true, ['库存']] },
      真实: { demo: false, fields: [], card: [false, ['库存', '有效期止']] },
    });
  });

  it('hold a demo certificate to naming what was made up', async () => {
    await expect(entered('没有写明', true, null)).rejects.toThrow('certificate_demo_named');
    await expect(test.db.query("UPDATE certificate SET demo = false WHERE number = '全部'")).rejects.toThrow(
      'certificate_demo_named',
    );
  });
});
