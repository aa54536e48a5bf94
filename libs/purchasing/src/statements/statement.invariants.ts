import { historyInvariants, type Invariant } from '@yigou/platform';
import { STATEMENT } from './statement-status';

const VERSIONS = 'purchasing_statement_version';
export const STATEMENT_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: 'purchasing',
    thing: 'purchasing_statement',
    table: 'purchasing_statement',
    key: 'id',
    steps: STATEMENT.moves,
    imported: null,
  }),
  {
    name: 'purchasing: a statement of account is what its hash says, and its entries lead from the opening to the closing balance',
    sql: `SELECT v.statement_id, v.version, v.opening_fen, v.closing_fen FROM ${VERSIONS} v CROSS JOIN LATERAL (
        SELECT coalesce(sum((e ->> 'amountFen')::bigint), 0) AS fen FROM jsonb_array_elements(v.content::jsonb -> 'entries') e) m
      WHERE v.hash <> encode(sha256(convert_to(v.content, 'UTF8')), 'hex') OR v.closing_fen <> v.opening_fen + m.fen
        OR (v.content::jsonb ->> 'openingFen')::bigint <> v.opening_fen OR (v.content::jsonb ->> 'closingFen')::bigint <> v.closing_fen`,
  },
  {
    name: 'purchasing: the versions of a statement are numbered through, and the last one holds',
    sql: `SELECT t.id, t.version, v.versions, v.last FROM purchasing_statement t CROSS JOIN LATERAL (
        SELECT count(*) AS versions, max(version) AS last FROM ${VERSIONS} WHERE statement_id = t.id) v
      WHERE v.versions <> t.version OR v.last IS DISTINCT FROM t.version`,
  },
  {
    name: 'purchasing: a closed statement was confirmed by both sides in the version that holds',
    sql: `SELECT t.id, t.version, c.sides FROM purchasing_statement t CROSS JOIN LATERAL (
        SELECT count(DISTINCT h.action) AS sides FROM purchasing_statement_step h
        WHERE h.purchasing_statement_id = t.id AND h.version = t.version AND h.action IN ('confirm_unit', 'confirm_supplier') AND h.by_id IS NOT NULL) c
      WHERE t.status = 'confirmed' AND c.sides < 2`,
  },
  {
    name: 'purchasing: what was confirmed by both sides is where the next confirmed statement begins',
    sql: `SELECT n.id, n.month, n.opening_fen, n.before_fen FROM (
        SELECT t.id, t.month, t.status, v.opening_fen, lag(v.closing_fen) OVER w AS before_fen, lag(t.status) OVER w AS before_status,
          lag(h.closed_at) OVER w AS before_at, h.closed_at
        FROM purchasing_statement t JOIN ${VERSIONS} v ON v.statement_id = t.id AND v.version = t.version
          LEFT JOIN LATERAL (SELECT max(at) AS closed_at FROM purchasing_statement_step WHERE purchasing_statement_id = t.id AND to_status = 'confirmed') h ON true
        WINDOW w AS (PARTITION BY t.unit_id, t.supplier_id ORDER BY t.month)) n
      WHERE n.status = 'confirmed' AND n.before_status = 'confirmed' AND n.before_at < n.closed_at AND n.opening_fen <> n.before_fen`,
  },
];
