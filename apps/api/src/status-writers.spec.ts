import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** For each table whose status a machine describes, the one file that writes it. */
const MOVERS: Readonly<Record<string, string>> = {
  invitation: 'libs/identity/src/members/move-invitation.ts',
  appeal: 'libs/supervision/src/move-appeal.ts',
  complaint: 'libs/supervision/src/move-complaint.ts',
  import_run: 'libs/catalogue/src/import/move-import-run.ts',
  inspection: 'libs/supervision/src/move-inspection.ts',
  objection: 'libs/certification/src/applications/move-objection.ts',
  share_filing: 'libs/procurement/src/filings/move-filings.ts',
  share_correction: 'libs/procurement/src/attribution/move-corrections.ts',
  unit_change: 'libs/procurement/src/units/move-unit-change.ts',
  unit_admission: 'libs/procurement/src/units/move-unit-admission.ts',
  campaigns_registration: 'libs/campaigns/src/recipients/move-registration.ts',
  campaigns_surplus: 'libs/campaigns/src/recipients/move-surplus.ts',
  campaigns_leader: 'libs/campaigns/src/leaders/move-leader.ts',
  campaigns_need: 'libs/campaigns/src/recipients/move-need.ts',
  sanction: 'libs/supervision/src/move-sanction.ts',
  sales_order: 'libs/orders/src/move-orders.ts',
  parcel: 'libs/logistics/src/move-parcel.ts',
  product: 'libs/catalogue/src/supplier/move-product.ts',
  payment: 'libs/payments/src/move-payments.ts',
  payment_attempt: 'libs/payments/src/move-payments.ts',
  payment_dispute: 'libs/payments/src/outside/move-dispute.ts',
  refund: 'libs/payments/src/move-refund.ts',
};

/** Sources that run in production: what tests and their builders write is not asked. */
const SOURCES = ['libs', 'apps'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/node_modules|\.spec\.ts$|\/testing\/|\/migrations\//.test(name))
    .map((name) => ({ name: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') })),
);

/** Whether a source holds a statement that writes the status of a row of the table. */
function writesStatus(text: string, table: string): boolean {
  const update = new RegExp(
    `UPDATE\\s+${table}\\b(?:(?!\\bWHERE\\b|\\bRETURNING\\b|;|\`)[\\s\\S])*?\\bstatus\\s*=`,
    'i',
  );
  const insert = new RegExp(`INSERT\\s+INTO\\s+${table}\\s*\\([^)]*\\bstatus\\b`, 'i');
  return update.test(text) || insert.test(text);
}

describe('the status of a thing', () => {
  it.each(Object.entries(MOVERS))('of %s is written by %s alone', (table, mover) => {
    const writers = SOURCES.filter(({ text }) => writesStatus(text, table)).map(({ name }) => name);
    expect(writers).toEqual([mover]);
  });

  it('is found where it is written', () => {
    expect(writesStatus("UPDATE t SET a = 1, status = 'x' WHERE id = $1", 't')).toBe(true);
    expect(writesStatus('UPDATE t o SET status = w.to FROM w', 't')).toBe(true);
    expect(writesStatus('INSERT INTO t (id,\n status) VALUES', 't')).toBe(true);
    expect(writesStatus("UPDATE t SET a = 1 WHERE status = 'x'", 't')).toBe(false);
    expect(writesStatus('UPDATE t_step SET status = 1', 't')).toBe(false);
  });
});
