import { Injectable } from '@nestjs/common';
import type { BankLineState, BankSuggestion, RouteInput, RouteResponse } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keyset, keysetPage, type Listing } from '@yigou/platform';
import { FREE, SUGGESTED, suggestionsOf } from './bank-suggestions';

type Page = RouteResponse<'listBankLines'>;
type Row = Page['items'][number];
type View = RouteResponse<'getBankLine'>;

const instant = (sql: string): string => `to_json(${sql}) #>> '{}'`;
const CONDITION: Readonly<Record<BankLineState, string>> = {
  open: `${FREE} AND NOT ${SUGGESTED}`,
  suggested: `${FREE} AND ${SUGGESTED}`,
  matched: 'l.transfer_id IS NOT NULL',
  ignored: 'l.ignored',
};
const ROW = `l.id, CASE WHEN l.ignored THEN 'ignored' WHEN l.transfer_id IS NOT NULL THEN 'matched' WHEN best.suggestion IS NULL THEN 'open' ELSE 'suggested' END AS state,
  l.day::text AS day, l.time, l.amount_fen AS "amountFen", l.payer, l.payer_end AS "payerEnd", l.own_end AS "ownEnd", l.memo, l.serial,
  CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('transferId', m.id, 'orderNumber', mo.number, 'unitName', mu.name, 'status', m.status) END AS match,
  best.suggestion`;
const JOINS = `LEFT JOIN purchasing_transfer m ON m.id = l.transfer_id LEFT JOIN sales_order mo ON mo.id = m.order_id
  LEFT JOIN organisation mu ON mu.id = m.unit_id LEFT JOIN LATERAL (${suggestionsOf(1)}) best ON true`;
const LINES: Listing = {
  from: 'purchasing_bank_line l',
  alias: 'l',
  joins: JOINS,
  columns: ROW,
  keyset: keyset('DESC', { sql: 'l.day', kind: 'date' }, { sql: 'l.id', kind: 'id' }),
};

/** Money that came to a supplier, by its bank's statements. */
@Injectable()
export class BankLineQueries {
  constructor(private readonly db: Database) {}

  /** Of the caller's supplier, the latest day first, each with the voucher that it most likely is of; one statement. Throws `forbidden`. */
  async list(caller: Caller, { state, q, ...page }: RouteInput<'listBankLines'>['query']): Promise<Page> {
    const filter = new Filter()
      .equals('l.supplier_id', seatOf(caller, 'supplier').organisationId)
      .contains(q, 'l.payer', 'l.memo', 'l.serial');
    if (state) filter.and(CONDITION[state]);
    const { rows, nextCursor, total } = await keysetPage<Row>(this.db, filter, LINES, page);
    return { items: rows, nextCursor, total };
  }

  /** One statement. Throws `forbidden`, and `not_found` for another supplier's. */
  async get(caller: Caller, id: string): Promise<View> {
    const seat = seatOf(caller, 'supplier');
    const stored = await this.db.one<Omit<View, 'may'>>(
      `SELECT ${ROW}, s.file_name AS "fileName", ${instant('s.confirmed_at')} AS "importedAt", w.name AS "matchedBy",
         (SELECT coalesce(jsonb_agg(every.suggestion), '[]') FROM (${suggestionsOf(10)}) every) AS suggestions
       FROM purchasing_bank_line l ${JOINS} JOIN purchasing_bank_statement s ON s.id = l.statement_id LEFT JOIN app_user w ON w.id = l.matched_by
       WHERE l.id = $1 AND l.supplier_id = $2`,
      [id, seat.organisationId],
    );
    if (!stored) throw new DomainError('not_found');
    const acts = seat.role !== 'viewer';
    const free = acts && (stored.state === 'open' || stored.state === 'suggested');
    const waits = acts && stored.match?.status === 'submitted';
    const fits = stored.suggestions.some(({ sameAmount }: BankSuggestion) => sameAmount);
    return {
      ...stored,
      may: {
        match: free && fits,
        confirm: (free && fits) || waits,
        unmatch: waits,
        ignore: free,
        reopen: acts && stored.state === 'ignored',
      },
    };
  }
}
