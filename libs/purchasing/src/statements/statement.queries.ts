import { Injectable } from '@nestjs/common';
import { type RouteInput, type RouteResponse, sitsIn } from '@yigou/contracts';
import { type Caller, Gate, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, drawPdf, Filter, keyset, keysetPage, type Listing } from '@yigou/platform';
import type { PaperFile } from '../acceptance/acceptance-pdf';
import { instant } from '../transfers/transfer.queries';
import type { StatementContent } from './reckon-statement';
import { drawStatement } from './statement-pdf-page';
import { actionOf, STATEMENT, type StatementFor, TURN } from './statement-status';
import { STATEMENT_SEATS } from './statements.service';

type Page = RouteResponse<'listStatements'>;
type View = RouteResponse<'getStatement'>;
const OWNER = { agency: 't.unit_id', supplier: 't.supplier_id' } as const;
const ROW = `t.id, to_char(t.month, 'YYYY-MM') AS month, t.status, t.version, u.name AS "unitName", s.name AS "supplierName", v.opening_fen AS "openingFen",
  v.closing_fen AS "closingFen", ${instant('v.made_at')} AS "madeAt"`;
const JOINS = `JOIN organisation u ON u.id = t.unit_id JOIN organisation s ON s.id = t.supplier_id
  JOIN purchasing_statement_version v ON v.statement_id = t.id AND v.version = t.version`;
const STATEMENTS: Listing = {
  from: 'purchasing_statement t',
  alias: 't',
  joins: JOINS,
  columns: ROW,
  keyset: keyset('DESC', { sql: 't.month', kind: 'date' }, { sql: 't.id', kind: 'id' }),
};

/** Sets on a filter that the statements `t` are a side's that waits for its word: to confirm, or to answer. */
export function toLookAt(filter: Filter, side: StatementFor, organisationId: string): string {
  filter.equals(OWNER[side], organisationId).and(`t.status = ANY(${filter.bind(TURN[side])})`);
  return 'purchasing_statement t';
}

/** Statements of account as both sides see them. */
@Injectable()
export class StatementQueries {
  /** Drawing takes a good part of a second of the processor: one at a time, so that everything else goes on. */
  private readonly gate = new Gate(1, 50);

  constructor(private readonly db: Database) {}

  /** The latest month first; one statement. Throws `forbidden`. */
  async list(caller: Caller, side: StatementFor, query: RouteInput<'listStatements'>['query']): Promise<Page> {
    const { organisationId } = seatOf(caller, side);
    const filter = new Filter();
    if (query.mine) toLookAt(filter, side, organisationId);
    else filter.equals(OWNER[side], organisationId);
    filter.equals('t.status', query.status);
    const { rows, nextCursor, total } = await keysetPage<Page['items'][number]>(this.db, filter, STATEMENTS, query);
    return { items: rows, nextCursor, total };
  }

  /** One statement. Throws `forbidden`, and `not_found` for another's. */
  async get(caller: Caller, side: StatementFor, id: string): Promise<View> {
    const seat = seatOf(caller, side);
    const found = await this.db.one<Omit<View, 'entries' | 'invoices' | 'may'> & { readonly content: string }>(
      `SELECT ${ROW}, v.content, v.hash,
         (SELECT jsonb_agg(jsonb_build_object('at', ${instant('h.at')}, 'action', h.action, 'by', b.name, 'version', h.version, 'line', h.line, 'reason', h.reason)
              ORDER BY h.at, h.id)
            FROM purchasing_statement_step h LEFT JOIN app_user b ON b.id = h.by_id WHERE h.purchasing_statement_id = t.id) AS history
       FROM purchasing_statement t ${JOINS} WHERE t.id = $1 AND ${OWNER[side]} = $2`,
      [id, seat.organisationId],
    );
    if (!found) throw new DomainError('not_found');
    const { content, ...statement } = found;
    const { entries, invoices, unitName, supplierName } = JSON.parse(content) as StatementContent;
    const mine = seat.role !== 'viewer' && sitsIn(STATEMENT_SEATS[side], seat);
    const may = {
      confirm: mine && STATEMENT.can(found.status, actionOf('confirm', side)),
      object: mine && STATEMENT.can(found.status, actionOf('object', side)),
      answer: mine && STATEMENT.can(found.status, actionOf('answer', side)),
    };
    return { ...statement, unitName, supplierName, entries: [...entries], invoices, may };
  }

  /** On paper. Throws as {@link get} does, and `service_unavailable` when very many wait. */
  async pdf(caller: Caller, side: StatementFor, id: string): Promise<PaperFile> {
    const statement = await this.get(caller, side, id);
    const info = { Title: `对账单 ${statement.month}`, Subject: statement.unitName, Creator: '益购' };
    const body = await this.gate.run(() => drawPdf({ info, margin: 48 }, (doc) => drawStatement(doc, statement)));
    return { fileName: `对账单-${statement.month}-第${statement.version}版.pdf`, body };
  }
}
