import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ComparedKind } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { alarms, Database, type InvariantResult } from '@yigou/platform';
import { PAYMENT_GATEWAY, type PaymentGateway, type ProviderMove } from '../payment-gateway';
import { Refunds } from '../refunds.service';
import { compareDisputes } from './compare-disputes';
import { PaymentComparison } from './payment-comparison.entity';

/** One move that the books of the two do not agree about. */
export type BookDifference = Pick<ProviderMove, 'ref' | 'fen'> & {
  readonly kind: ComparedKind;
  /** The payment that it is of, where we know it. */
  readonly paymentId: string | null;
  readonly ourFen: number | null;
  readonly problem: string;
};

const SHOWN_ROWS = 50;
const BATCH = 500;
/** Days back that the nightly comparison reads the provider's lists. */
export const COMPARED_DAYS = 7;
const DAY_MS = 86_400_000;
const NOT_OURS = '与本平台账簿不符';
const NOT_THEIRS = '本平台已入账，渠道没有';

/** The nightly comparison of the provider's lists with our books, 对账, by intent. */
@Injectable()
export class CompareBooks {
  private readonly log = new Logger('CompareBooks');

  constructor(
    private readonly db: Database,
    private readonly refunds: Refunds,
    @Inject(PAYMENT_GATEWAY) private readonly gateway: PaymentGateway,
  ) {}

  /**
   * Compares the last days, books what the provider gave back past us and what it says of disputes, compares again, and keeps a report. What differs then is alarmed. Throws `payment_unavailable`, and nothing is kept. Gives
   * what differs.
   */
  async nightly(now = new Date()): Promise<readonly BookDifference[]> {
    const since = new Date(now.getTime() - COMPARED_DAYS * DAY_MS);
    const first = await this.compare(since);
    // News of it may have been lost; what the provider lists is as good.
    for (const intent of new Set(first.found.flatMap(({ intentRef }) => intentRef ?? [])))
      await this.refunds.lookAt(intent);
    for (const dispute of first.disputes) await this.refunds.takeDispute(dispute);
    const { moves, differences } = first.differences.length === 0 ? first : await this.compare(since);
    await this.db.source.manager.insert(PaymentComparison, {
      id: newId(),
      moves,
      differences: differences.length,
      rows: differences.slice(0, SHOWN_ROWS),
    } as never);
    if (differences.length > 0) {
      alarms.inc({ kind: 'provider_books_differ' });
      this.log.error({ differences: differences.length, first: differences[0] }, 'the books of the provider differ');
    }
    return differences;
  }

  /** All there ever was, as an invariant of a running system. Throws `payment_unavailable`. */
  async whole(): Promise<InvariantResult> {
    const { differences } = await this.compare(null);
    return {
      name: 'provider: our payments, refunds and disputes are the provider’s list',
      broken: differences.length,
      rows: differences.slice(0, 5),
    };
  }

  private async compare(since: Date | null) {
    const differences: BookDifference[] = [];
    const found: ProviderMove[] = [];
    const seen = new Set<string>();
    let [moves, batch]: [number, ProviderMove[]] = [0, []];
    const look = async (): Promise<void> => {
      const strange = await strangers(this.db, batch);
      differences.push(...strange);
      const refs = new Set(strange.filter(({ kind }) => kind === 'refund').map(({ ref }) => ref));
      found.push(...batch.filter(({ ref }) => refs.has(ref)));
      batch = [];
    };
    for await (const move of this.gateway.moves(since)) {
      moves += 1;
      seen.add(`${move.kind} ${move.ref}`);
      if (batch.push(move) === BATCH) await look();
    }
    await look();
    for (const own of await settled(this.db, since))
      if (!seen.has(`${own.kind} ${own.ref}`) && !(since && (await this.listedEarlier(own))))
        differences.push({ ...own, ourFen: own.fen, problem: NOT_THEIRS });
    const disputes = await compareDisputes(this.db, this.gateway, since);
    differences.push(...disputes.differences);
    return { moves: moves + disputes.listed, differences, found, disputes: disputes.said };
  }

  /** What was begun before the days that are compared, and ended in them: the provider lists it by when it was begun. */
  private async listedEarlier({ kind, ref, fen }: Own): Promise<boolean> {
    if (kind === 'payment') {
      const intent = await this.gateway.retrieveIntent(ref);
      return intent?.status === 'succeeded' && intent.receivedFen === fen;
    }
    const refund = await this.gateway.retrieveRefund(ref);
    return refund?.status === 'succeeded' && refund.amountFen === fen;
  }
}

type Own = Pick<ProviderMove, 'kind' | 'ref' | 'fen'> & { readonly paymentId: string };

/** Moves of the provider that our books have not, or with another amount. What is in quarantine is booked like the rest; of intents that are not ours nothing is said. */
async function strangers(db: Database, moves: readonly ProviderMove[]): Promise<BookDifference[]> {
  if (moves.length === 0) return [];
  return db.query<BookDifference>(
    `SELECT m.kind, m.ref, m.fen, p.id AS "paymentId", b.fen AS "ourFen", '${NOT_OURS}' AS problem
     FROM jsonb_to_recordset($1::jsonb) AS m (kind text, ref text, ours text, "intentRef" text, fen bigint)
       LEFT JOIN refund r ON m.kind = 'refund' AND r.id::text = m.ours
       LEFT JOIN payment_attempt a ON a.provider_ref = CASE m.kind WHEN 'payment' THEN m.ref ELSE m."intentRef" END
       LEFT JOIN payment p ON p.id = coalesce(r.payment_id, CASE WHEN m.kind = 'payment' AND m.ours IS NOT NULL THEN (SELECT q.id FROM payment q WHERE q.id::text = m.ours) END, a.payment_id)
       LEFT JOIN LATERAL (
         SELECT CASE WHEN a.status = 'succeeded' THEN p.captured_fen ELSE 0 END AS fen WHERE m.kind = 'payment'
         UNION ALL
         SELECT f.amount_fen FROM refund f WHERE m.kind <> 'payment' AND f.provider_ref = m.ref AND f.status = 'succeeded') AS b ON true
     WHERE (p.id IS NOT NULL OR m.ours IS NOT NULL) AND b.fen IS DISTINCT FROM m.fen`,
    [JSON.stringify(moves)],
  );
}

function settled(db: Database, since: Date | null): Promise<Own[]> {
  return db.query<Own>(
    `SELECT 'payment' AS kind, a.provider_ref AS ref, p.id AS "paymentId", p.captured_fen AS fen FROM payment p
       JOIN payment_attempt a ON a.payment_id = p.id AND a.status = 'succeeded' WHERE p.captured_fen > 0 AND ($1::timestamptz IS NULL OR p.paid_at > $1)
     UNION ALL
     SELECT 'refund', provider_ref, payment_id, amount_fen FROM refund r WHERE status = 'succeeded' AND channel = 'online'
       AND NOT EXISTS (SELECT FROM payment_dispute d WHERE d.provider_ref = r.provider_ref) AND ($1::timestamptz IS NULL OR r.finished_at > $1)`,
    [since],
  );
}
