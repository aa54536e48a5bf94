import type { DisputeStatus } from '@yigou/contracts';
import { DISPUTE_STATUSES } from '@yigou/contracts/labels';
import type { Database } from '@yigou/platform';
import type { DisputeSnapshot, PaymentGateway } from '../payment-gateway';
import type { BookDifference } from './compare-books';

/** Disputes of our payments of which the provider says something else than our books. */
export interface ComparedDisputes {
  readonly listed: number;
  readonly differences: readonly BookDifference[];
  /** What it says of those that it knows. */
  readonly said: readonly DisputeSnapshot[];
}
/** What is asked for one by one is bounded: nobody has as many open at a time. */
const MOST_OPEN = 500;
const UNKNOWN_HERE = '渠道有争议，本平台没有登记';
const UNKNOWN_THERE = '本平台登记的争议，渠道没有';

/**
 * Compares disputes, by the payment's intent. The provider lists them by when they were opened, and they take months: what is open here and was not listed is asked for by
 * itself. With all there ever were (`since` null) what has ended here is looked for, too. Throws `payment_unavailable`.
 */
export async function compareDisputes(
  db: Database,
  gateway: PaymentGateway,
  since: Date | null,
): Promise<ComparedDisputes> {
  const said = new Map<string, DisputeSnapshot>();
  for await (const dispute of gateway.disputes(since)) said.set(dispute.ref, dispute);
  const listed = said.size;
  const differences: BookDifference[] = [];
  for (const { ref, fen, paymentId } of await unlisted(db, [...said.keys()], since === null)) {
    const dispute = await gateway.retrieveDispute(ref);
    if (dispute) said.set(ref, dispute);
    else differences.push({ kind: 'dispute', ref, fen, paymentId, ourFen: fen, problem: UNKNOWN_THERE });
  }
  const strange = await strangers(db, [...said.values()]);
  for (const { ourStatus, status, ...row } of strange)
    differences.push({ ...row, kind: 'dispute', problem: problemOf(row.fen, row.ourFen, status, ourStatus) });
  return { listed, differences, said: strange.flatMap(({ ref }) => said.get(ref) ?? []) };
}

function problemOf(fen: number, ourFen: number | null, status: DisputeStatus, ourStatus: DisputeStatus | null): string {
  if (ourStatus === null) return UNKNOWN_HERE;
  if (fen !== ourFen) return '争议金额与本平台登记的不符';
  return `渠道为“${DISPUTE_STATUSES[status]}”，本平台为“${DISPUTE_STATUSES[ourStatus]}”`;
}

interface Own {
  readonly ref: string;
  readonly paymentId: string;
  readonly fen: number;
}

const unlisted = (db: Database, listed: readonly string[], ended: boolean): Promise<Own[]> =>
  db.query<Own>(
    `SELECT d.provider_ref AS ref, d.payment_id AS "paymentId", d.amount_fen AS fen FROM payment_dispute d
     WHERE (d.closed_at IS NULL OR $2::boolean) AND NOT d.provider_ref = ANY($1::text[]) ORDER BY d.opened_at DESC LIMIT ${MOST_OPEN}`,
    [listed, ended],
  );

interface Strange {
  readonly ref: string;
  readonly paymentId: string;
  readonly fen: number;
  readonly status: DisputeStatus;
  readonly ourFen: number | null;
  readonly ourStatus: DisputeStatus | null;
}

/** A bank that asks once more, for evidence that it has, is no difference; of intents that are not ours nothing is said. */
function strangers(db: Database, said: readonly DisputeSnapshot[]): Promise<Strange[]> {
  return db.query<Strange>(
    `SELECT m.ref, a.payment_id AS "paymentId", m."amountFen" AS fen, m.status, d.amount_fen AS "ourFen", d.status AS "ourStatus"
     FROM jsonb_to_recordset($1::jsonb) AS m (ref text, "intentRef" text, "amountFen" bigint, status text)
       JOIN payment_attempt a ON a.provider_ref = m."intentRef" AND a.status = 'succeeded'
       LEFT JOIN payment_dispute d ON d.provider_ref = m.ref
     WHERE m."amountFen" > 0 AND (d.id IS NULL OR d.amount_fen <> m."amountFen"
       OR (d.status <> m.status AND NOT (m.status = 'needs_response' AND d.status = 'under_review')))`,
    [JSON.stringify(said)],
  );
}
