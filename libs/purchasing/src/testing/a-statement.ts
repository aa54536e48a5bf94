import { Notices } from '@yigou/notifications';
import { doneOn } from '@yigou/orders/testing';
import { MARKET_TODAY } from '@yigou/platform';
import type { TestDatabase } from '@yigou/testing';
import { IssueStatements } from '../statements/issue-statements';

/** The statement of the month before this one of an order's unit and supplier, made as the worker makes it: all that was done to the order was done then; answers its id. */
export async function aStatement(test: Pick<TestDatabase, 'db' | 'uow'>, orderId: string): Promise<string> {
  const { db, uow } = test;
  const month = await lastMonth(db);
  await doneOn(test, orderId, dayOf(month, 10));
  const issuing = new IssueStatements(db, uow, new Notices());
  await issuing.open(month);
  await issuing.issueDue(50);
  const made = await db.one<{ id: string }>(
    `SELECT t.id FROM purchasing_statement t JOIN sales_order o ON o.unit_id = t.unit_id AND o.supplier_id = t.supplier_id
     WHERE o.id = $1 AND t.month = $2`,
    [orderId, month],
  );
  return made?.id ?? '';
}

/** The first day of the month before this one, or of one that lies further back. */
export async function lastMonth(db: Pick<TestDatabase['db'], 'one'>, back = 1): Promise<string> {
  const row = await db.one<{ month: string }>(
    `SELECT (date_trunc('month', ${MARKET_TODAY}) - make_interval(months => $1))::date::text AS month`,
    [back],
  );
  return row?.month ?? '';
}

/** A day of a month that is given by its first. */
export const dayOf = (month: string, day: number): string => `${month.slice(0, 8)}${String(day).padStart(2, '0')}`;
