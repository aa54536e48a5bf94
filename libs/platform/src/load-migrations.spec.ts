import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMigrations, migrationName, orderMigrations } from './load-migrations';

describe('the stream of migrations', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yigou-migrations-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is what the folder holds, under the names that databases have recorded', async () => {
    const names = (await loadMigrations(join(import.meta.dirname, 'migrations'))).map((migration) => migration.name);
    expect(names.slice(0, 5)).toEqual([
      'PlatformAndIdentity1606000000001',
      'CatalogueAndStock1606000000002',
      'Trade1606000000003',
      'Reporting1606000000004',
      'Certification1606000000005',
    ]);
  });

  it('is ordered by number, and passes over specs and source maps', () => {
    expect(orderMigrations(['0010-b.js', '0010-b.js.map', '0002-a.js', '0003-c.spec.ts'])).toEqual([
      '0002-a.js',
      '0010-b.js',
    ]);
  });

  it('refuses two of one number', () => {
    expect(() => orderMigrations(['0007-orders-steps.ts', '0006-audit-seats.ts', '0007-prices-bands.ts'])).toThrow(
      'two migrations have the number 0007',
    );
  });

  it.each(['index.ts', '7-orders-steps.ts', '0007.ts', '0007-Orders.ts', '0007-orders_steps.ts', '0007-orders-.ts'])(
    'refuses %s, which is not named as a migration',
    (file) => expect(() => orderMigrations([file])).toThrow(`a migration is named NNNN-context-what.ts: ${file}`),
  );

  it('names the class after the file', () => {
    expect(migrationName('0007-orders-order-step.ts')).toBe('OrdersOrderStep1606000000007');
  });

  it.each([
    ['another name', 'export class SomethingElse1606000000007 {}'],
    ['another time stamp', 'export class OrdersSteps1606000000008 {}'],
    ['two classes', 'export class OrdersSteps1606000000007 {}\nexport class More1606000000007 {}'],
    ['no class', 'export const OrdersSteps1606000000007 = 1;'],
  ])('refuses a file that holds %s', async (what, source) => {
    const own = await mkdtemp(join(folder, 'refused-'));
    await writeFile(join(own, '0007-orders-steps.ts'), source);
    await expect(loadMigrations(own)).rejects.toThrow(
      '0007-orders-steps.ts exports the class OrdersSteps1606000000007 and nothing else',
    );
  });
});
