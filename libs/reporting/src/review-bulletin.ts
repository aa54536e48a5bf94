import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Jurisdiction, PlaceSql } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { atMarket, Database, Filter, marketDay } from '@yigou/platform';
import type { ExportFile } from './exports';
import { inRegion } from './sql';
import { column, count, type Table, writeTables } from './table-book';

type Bulletin = RouteResponse<'reviewBulletin'>;
type Query = RouteInput<'reviewBulletin'>['query'];
type Figures = Bulletin['totals'];

/** Where the applications lie that a bulletin counts. */
const APPLICATION: PlaceSql = { regionCode: 'a.region_code', township: 'a.township' };
interface CountyRow extends Omit<Figures, 'days'> {
  readonly code: string;
  readonly name: string;
  readonly path: string;
  /** Days from the first submission to the certificate, of all that were issued. */
  readonly daysSum: number;
}

/** Months of a bulletin at most. */
const MOST_YEARS = 10;
const EARLIEST = '2000-01-01';
/** Waits for an office, not for the applicant. */
const WITH_AN_OFFICE = `a.status IN ('township_review', 'industry_review', 'county_review', 'publicity', 'examination', 'city_review',
  'province_review', 'national_filing')`;

/** How the offices of a region review, 审核通报: by county and by month. */
@Injectable()
export class ReviewBulletin {
  constructor(private readonly db: Database) {}

  /**
   * What happened on the days of the period (this year up to today unless said otherwise): first submissions, the counties' approvals, returns and refusals at
   * any level, certificates issued with the days they took. What is open and overdue is counted as it is now. One statement.
   * Throws `validation_failed` for a period that is upside down or longer than ten years.
   */
  async read(scope: Jurisdiction, query: Query): Promise<Bulletin> {
    const { from, to } = periodOf(query);
    const happened = new Filter().onDays('s.at', from, to);
    const within = inRegion(happened.bind, APPLICATION, scope, query.region);
    const rows = await this.db.query<{ counties: CountyRow[]; months: Bulletin['byMonth'] }>(
      `WITH step AS MATERIALIZED (
         SELECT a.region_code, to_char(${atMarket('s.at')}, 'YYYY-MM') AS month, s.action,
           s.action = 'approve' AND s.level = 'county' AS county_approval,
           CASE WHEN s.action = 'issue' THEN (SELECT extract(epoch FROM s.at - min(f.at)) / 86400 FROM application_step f
             WHERE f.application_id = a.id AND f.action = 'submit') END AS days
         FROM application_step s JOIN application a ON a.id = s.application_id
         WHERE ${happened.sql} AND s.action IN ('submit', 'approve', 'return', 'refuse', 'issue') AND ${within}),
       happened AS (
         SELECT region_code, count(*) FILTER (WHERE action = 'submit') AS received, count(*) FILTER (WHERE county_approval) AS approved,
           count(*) FILTER (WHERE action = 'return') AS returned, count(*) FILTER (WHERE action = 'refuse') AS refused,
           count(*) FILTER (WHERE action = 'issue') AS issued, coalesce(sum(days), 0) AS days_sum
         FROM step GROUP BY region_code),
       standing AS (
         SELECT a.region_code, count(*) AS open, count(*) FILTER (WHERE a.due_at < now()) AS overdue
         FROM application a WHERE ${WITH_AN_OFFICE} AND ${within} GROUP BY a.region_code),
       month AS (
         SELECT to_char(first, 'YYYY-MM') AS month FROM generate_series(date_trunc('month', ${happened.bind(from)}::date::timestamp),
           ${happened.bind(to)}::date::timestamp, interval '1 month') AS first)
       SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path,
             'received', coalesce(h.received, 0), 'approved', coalesce(h.approved, 0), 'returned', coalesce(h.returned, 0),
             'refused', coalesce(h.refused, 0), 'issued', coalesce(h.issued, 0), 'daysSum', coalesce(h.days_sum, 0),
             'open', coalesce(n.open, 0), 'overdue', coalesce(n.overdue, 0)) ORDER BY r.code), '[]')
           FROM happened h FULL JOIN standing n USING (region_code) JOIN region r ON r.code = region_code) AS counties,
         (SELECT jsonb_agg(jsonb_build_object('month', month,
             'received', (SELECT count(*) FROM step s WHERE s.month = m.month AND s.action = 'submit'),
             'issued', (SELECT count(*) FROM step s WHERE s.month = m.month AND s.action = 'issue'),
             'refused', (SELECT count(*) FROM step s WHERE s.month = m.month AND s.action = 'refuse')) ORDER BY month) FROM month m) AS months`,
      happened.values,
    );
    const counties = rows[0]?.counties ?? [];
    return {
      from,
      to,
      totals: figuresOf(counties.reduce(sum, NOTHING)),
      counties: counties.map(({ code, name, path, ...figures }) => ({
        county: { code, name, path },
        ...figuresOf(figures),
      })),
      byMonth: rows[0]?.months ?? [],
    };
  }

  /** The same as .xlsx: a sheet of the counties with their total, and one of the months. */
  async export(scope: Jurisdiction, query: Query): Promise<ExportFile> {
    const bulletin = await this.read(scope, query);
    const { from, to } = bulletin;
    return {
      fileName: `益购-审核通报-${from}至${to}.xlsx`,
      write: (output) => writeTables(output, tablesOf(bulletin)),
    };
  }
}

function periodOf({ from, to }: Query): { from: string; to: string } {
  const today = marketDay(new Date());
  const last = to ?? (from !== undefined && from > today ? from : today);
  const first = from ?? `${last.slice(0, 4)}-01-01`;
  if (first < EARLIEST) throw invalid('from', '起始日期过早');
  if (last < first) throw invalid('to', '截止日期不能早于起始日期');
  if (Number(last.slice(0, 4)) - Number(first.slice(0, 4)) >= MOST_YEARS)
    throw invalid('from', `最长统计 ${MOST_YEARS} 年`);
  return { from: first, to: last };
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('validation_failed', { fields: { [field]: message } });
}

type Sums = Omit<CountyRow, 'code' | 'name' | 'path'>;
const NOTHING: Sums = {
  received: 0,
  approved: 0,
  returned: 0,
  refused: 0,
  issued: 0,
  open: 0,
  overdue: 0,
  daysSum: 0,
};

function sum(a: Sums, b: Sums): Sums {
  const keys = Object.keys(NOTHING) as (keyof Sums)[];
  return Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) as unknown as Sums;
}

/** Mean days to one decimal. */
function figuresOf({ daysSum, ...figures }: Sums): Figures {
  return { ...figures, days: figures.issued === 0 ? null : Math.round((daysSum / figures.issued) * 10) / 10 };
}

function tablesOf({ counties, totals, byMonth }: Bulletin): Table[] {
  const cells = (one: Figures) => [
    one.received,
    one.approved,
    one.returned,
    one.refused,
    one.issued,
    one.open,
    one.overdue,
    one.days === null ? '' : one.days.toFixed(1),
  ];
  const figures = [
    count('受理'),
    count('县级通过'),
    count('退回补正'),
    count('不予认定'),
    count('发证'),
    count('在办'),
    count('超期'),
    column('平均办理天数', 16),
  ];
  return [
    {
      name: '分县情况',
      columns: [column('地区代码', 12), column('地区', 30), ...figures],
      rows: [
        ...counties.map(({ county, ...one }) => [county.code, county.path, ...cells(one)]),
        ['', '合计', ...cells(totals)],
      ],
    },
    {
      name: '分月情况',
      columns: [column('月份', 12), count('受理'), count('发证'), count('不予认定')],
      rows: byMonth.map(({ month, received, issued, refused }) => [month, received, issued, refused]),
    },
  ];
}
