import { AuditLog } from '@yigou/audit';
import { Notices } from '@yigou/notifications';
import { MARKET_TODAY } from '@yigou/platform';
import { IssueStatements, StatementQueries, Statements } from '@yigou/purchasing';
import type { CommandContext } from './command-context';
import { demoPerson } from './demo-person';
import { DEMO_LOGINS } from './seed-accounts';

/** So many months have statements; a page of a list holds more. */
const MONTHS = 4;
const BATCH = 100;

/**
 * The statements of account (对账单) of the last months, made as the worker makes them. Of those between the school and the cooperative the latest waits for both, the one before it
 * is objected to by the school, and both have confirmed the earlier ones.
 */
export async function tellStatements({ db, uow }: CommandContext): Promise<void> {
  const issuing = new IssueStatements(db, uow, new Notices());
  const months = await db.query<{ month: string }>(
    `SELECT (date_trunc('month', ${MARKET_TODAY}) - make_interval(months => back))::date::text AS month FROM generate_series(1, $1) back ORDER BY 1`,
    [MONTHS],
  );
  for (const { month } of months) await issuing.open(month);
  await issuing.issueDue(BATCH);
  const statements = new Statements(uow, new Notices(), new AuditLog());
  const queries = new StatementQueries(db);
  const [manager, seller] = [await demoPerson(db, DEMO_LOGINS.unitManager), await demoPerson(db, DEMO_LOGINS.supplier)];
  const { items } = await queries.list(manager, 'agency', { limit: BATCH });
  const [, disputed, ...settled] = items.filter(({ supplierName }) => supplierName === seller.seat.organisationName);
  for (const { id } of settled.reverse()) {
    const { hash } = await queries.get(seller, 'supplier', id);
    await statements.confirm(seller, 'supplier', id, { hash });
    await statements.confirm(manager, 'agency', id, { hash });
  }
  if (!disputed) return;
  const { id, hash } = await queries.get(manager, 'agency', disputed.id);
  const reason = '这一单的运费与送货单不一致，请核对（演示）';
  await statements.object(manager, 'agency', id, { hash, line: 1, reason });
}
