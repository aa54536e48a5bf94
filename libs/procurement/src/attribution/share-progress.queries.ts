import { Injectable } from '@nestjs/common';
import { elapsedBp, fulfilmentBp, type RouteResponse } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, marketDay, PolicyParameters } from '@yigou/platform';

type Progress = RouteResponse<'getShareProgress'>;
interface Row extends Pick<
  Progress,
  'reservedFen' | 'boughtFen' | 'countedFen' | 'parts' | 'encumberedFen' | 'months'
> {
  readonly regionCode: string;
}

/** How far a unit has come with its year, from the summary of its finished orders. */
@Injectable()
export class ShareProgressQueries {
  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
  ) {}

  /** Throws `forbidden`, `not_found` for an agency that is no unit. One statement, and a parameter that is read at most every 5 s. */
  async own(caller: Caller, year: number, today: string = marketDay(new Date())): Promise<Progress> {
    const { organisationId } = seatOf(caller, 'agency');
    const row = await this.db.one<Row>(PROGRESS, [organisationId, year]);
    if (!row) throw new DomainError('not_found');
    const { regionCode, ...sums } = row;
    const tolerance = await this.policy.ofYear('share.pace_tolerance_bp', year, regionCode);
    return { year, ...sums, ...paceOf(sums, { gone: elapsedBp(year, today), tolerance }) };
  }
}

/** What each way of buying has of the counted sums of a unit and year, as SQL (R8). */
export const SHARE_PARTS = (unitId: string, year: string): string =>
  `(SELECT jsonb_build_object('ownFen', coalesce(sum(p.counted_fen) FILTER (WHERE p.kind IN ('canteen', 'project')), 0),
     'unionFen', coalesce(sum(p.counted_fen) FILTER (WHERE p.kind = 'union'), 0), 'staffFen', coalesce(sum(p.counted_fen) FILTER (WHERE p.kind = 'staff'), 0))
   FROM share_sale p WHERE p.unit_id = ${unitId} AND p.year = ${year})`;

const PROGRESS = `SELECT coalesce((SELECT l.region_code FROM budget_unit_place l WHERE l.unit_id = u.organisation_id ORDER BY l.valid_from DESC LIMIT 1), '') AS "regionCode",
    (SELECT f.reserved_fen FROM share_filing f WHERE f.unit_id = u.organisation_id AND f.year = $2 AND f.reserved_fen > 0
       AND f.status IN ('in_force', 'fulfilled', 'unfulfilled')) AS "reservedFen",
    coalesce(y.bought_fen, 0) AS "boughtFen", coalesce(y.counted_fen, 0) AS "countedFen", ${SHARE_PARTS('u.organisation_id', '$2')} AS parts,
    (SELECT coalesce(sum(b.encumbered_fen), 0)::bigint FROM budget b WHERE b.unit_id = u.organisation_id AND b.year = $2 AND b.reach = 'own') AS "encumberedFen",
    (SELECT jsonb_agg(jsonb_build_object('month', m.month, 'boughtFen', coalesce(s.bought, 0), 'countedFen', coalesce(s.counted, 0)) ORDER BY m.month)
     FROM generate_series(1, 12) AS m (month) LEFT JOIN (
       SELECT month, sum(bought_fen) AS bought, sum(counted_fen) AS counted FROM share_sale
       WHERE unit_id = u.organisation_id AND year = $2 GROUP BY month) s ON s.month = m.month) AS months
  FROM budget_unit u LEFT JOIN share_year y ON y.unit_id = u.organisation_id AND y.year = $2 WHERE u.organisation_id = $1`;

/** A month of the year, in basis points: before it has gone by there is nothing to go on. */
const FIRST_MONTH_BP = 833;

/** Where a unit stands against the time that has gone by, whether it lags by more than is allowed, and what the year comes to at this pace. */
export function paceOf(
  { reservedFen, countedFen }: Pick<Progress, 'reservedFen' | 'countedFen'>,
  { gone, tolerance }: { readonly gone: number; readonly tolerance: number },
): Pick<Progress, 'fulfilmentBp' | 'elapsedBp' | 'forecastFen' | 'lags'> {
  const rate = reservedFen === null ? null : fulfilmentBp(countedFen, reservedFen);
  const early = gone < FIRST_MONTH_BP;
  return {
    fulfilmentBp: rate,
    elapsedBp: gone,
    forecastFen: early ? null : Number((BigInt(countedFen) * 10_000n + BigInt(gone) / 2n) / BigInt(gone)),
    lags: !early && rate !== null && rate < 10_000 && rate + tolerance < gone,
  };
}
