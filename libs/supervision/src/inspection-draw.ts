import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { CERTIFICATE_IN_FORCE, trackingNumber } from '@yigou/certification';
import { type DrawBody, DRAW_METHODS, type DrawMethod, type RouteResponse } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type Seat, seatOf, type Signature } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { claimKey, Database, type IdempotencyClaim, regionPrefix, type Tx, UnitOfWork } from '@yigou/platform';
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { hasDuty } from './duties';
import { InspectionDraw as InspectionDrawEntity } from './inspection-draw.entity';
import { endOfDay } from './market-date';
import { orderInspections } from './move-inspection';
import { COUNTY } from './supervision-list';

type Draw = z.output<typeof DrawBody>;
type DrawView = RouteResponse<'drawInspections'>;

/** What weighs how much in a draw by risk, 风险评分, in points. Days without an inspection count up to a year. */
export const RISK = {
  foundedComplaint: 40,
  failedInspection: 30,
  priceFlag: 15,
  daysPerPoint: 15,
  maxDays: 365,
} as const;

/** Certificates in force within the scope: prefix $1, category $2 (or below it). */
const POPULATION = `SELECT c.id, c.number, c.supplier_id, c.region_code, c.created_at FROM certificate c
  LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id WHERE ${CERTIFICATE_IN_FORCE} AND ($1 = '' OR c.region_code LIKE $1 || '%')
    AND ($2::text IS NULL OR c.category_slug IN (SELECT slug FROM category WHERE slug = $2 OR parent_slug = $2))`;

/** Points of a certificate of the population: complaints and flags of the last year, inspections of the last two. */
const SCORES = `WITH population AS (${POPULATION}),
  complaints AS (SELECT certificate_id AS id, count(*) AS n FROM complaint
    WHERE founded AND certificate_id IS NOT NULL AND answered_at > clock_timestamp() - interval '1 year' GROUP BY 1),
  flags AS (SELECT p.certificate_id AS id, count(*) AS n FROM price_flag f JOIN product p ON p.id = f.product_id
    WHERE f.at > clock_timestamp() - interval '1 year' AND p.certificate_id IS NOT NULL GROUP BY 1),
  inspections AS (SELECT certificate_id AS id, max(recorded_at) AS last,
      count(*) FILTER (WHERE status IN ('failed', 'rectifying', 'rectified') AND recorded_at > clock_timestamp() - interval '2 years') AS n
    FROM inspection WHERE recorded_at IS NOT NULL GROUP BY 1)
  SELECT c.*, coalesce(x.n, 0) * ${RISK.foundedComplaint} + coalesce(i.n, 0) * ${RISK.failedInspection} + coalesce(f.n, 0) * ${RISK.priceFlag}
    + least(${RISK.maxDays}, extract(day FROM clock_timestamp() - coalesce(i.last, c.created_at)))::int / ${RISK.daysPerPoint} AS score
  FROM population c LEFT JOIN complaints x USING (id) LEFT JOIN flags f USING (id) LEFT JOIN inspections i USING (id)`;

/** The same seed over the same certificates gives the same order, on any machine; $3 is the seed. */
const SHUFFLED = "md5($3 || ':' || number), number";
const ORDERS: Readonly<Record<DrawMethod, string>> = { random: SHUFFLED, risk: `score DESC, ${SHUFFLED}` };

interface Drawn {
  readonly id: string;
  readonly supplierId: string;
  readonly regionCode: string | null;
  readonly population: number;
}

/** Draws certificates to inspect, 双随机抽查: the sample can be drawn again from what is recorded. */
@Injectable()
export class InspectionDraw {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly db: Database,
    private readonly audit: AuditLog,
  ) {}

  /** Gives the draw's id. Throws `forbidden`, `not_found` for a region outside the jurisdiction, `validation_failed` for a due day that is not to come. */
  draw(caller: Caller, body: Draw, claim: IdempotencyClaim): Promise<string> {
    return this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, claim, { id: newId() as string });
      if (!first) return result.id;
      const { seat, actor } = await holdSeat(tx, caller, { kind: 'administration' });
      if (!hasDuty(seat.level, 'inspection')) throw new DomainError('forbidden');
      const prefix = await this.scope(tx, seat, body.regionCode);
      await endOfDay(tx, body.dueOn, 'dueOn');
      const seed = body.seed ?? randomBytes(12).toString('hex');
      const sample = await this.sample(tx, body, prefix, seed);
      const population = sample[0]?.population ?? 0;
      await tx.manager.insert(InspectionDrawEntity, {
        id: result.id,
        method: body.method,
        seed,
        regionPrefix: prefix,
        regionCode: body.regionCode,
        categorySlug: body.category,
        population,
        size: sample.length,
        drawnBy: actor.userId,
        drawnByName: actor.name,
      });
      const by: Signature = { userId: actor.userId, name: actor.name, seat: seat.organisationName };
      await orderInspections(
        tx,
        { drawId: result.id, cause: body.method, dueOn: body.dueOn, by },
        sample.map(({ id, ...of }) => ({ ...of, certificateId: id, number: trackingNumber('CC') })),
      );
      await this.audit.record(tx, {
        ...auditOf(caller),
        action: 'certification.inspection_drawn',
        subjectKind: 'draw',
        subjectId: result.id,
        summary: `${DRAW_METHODS[body.method]}抽查 ${sample.length} 件（共 ${population} 件）`,
        data: { method: body.method, seed, prefix, category: body.category, population, size: sample.length },
      });
      return result.id;
    });
  }

  private async scope(tx: Tx, seat: Seat, regionCode: string | null): Promise<string> {
    if (regionCode === null) return seat.regionPrefix;
    const known = await tx.one('SELECT 1 FROM region WHERE code = $1', [regionCode]);
    if (!known || !regionCode.startsWith(seat.regionPrefix)) throw new DomainError('not_found');
    return regionPrefix(regionCode);
  }

  private sample(tx: Tx, { method, category, size }: Draw, prefix: string, seed: string): Promise<Drawn[]> {
    return tx.query<Drawn>(
      `SELECT id, supplier_id AS "supplierId", region_code AS "regionCode", (count(*) OVER ())::int AS population
       FROM (${method === 'risk' ? SCORES : POPULATION}) AS drawn ORDER BY ${ORDERS[method]} LIMIT $4`,
      [prefix, category, seed, size],
    );
  }

  /** The newest 200 draws within the jurisdiction. One statement. */
  async list(caller: Caller): Promise<RouteResponse<'listDraws'>> {
    return { items: await this.views(seatOf(caller, 'administration'), null) };
  }

  /** Throws `not_found`. */
  async view(caller: Caller, id: string): Promise<DrawView> {
    const [view] = await this.views(seatOf(caller, 'administration'), id);
    if (!view) throw new DomainError('not_found');
    return view;
  }

  private async views({ regionPrefix: prefix }: Seat, id: string | null): Promise<DrawView[]> {
    const rows = await this.db.query<Omit<DrawView, 'drawnAt'> & { drawnAt: Date }>(
      `SELECT v.id, v.method, v.seed, ${COUNTY} AS region, v.category_slug AS category, v.population, v.size, v.drawn_by_name AS "drawnBy",
         v.drawn_at AS "drawnAt", (SELECT count(*)::int FROM inspection i WHERE i.draw_id = v.id AND i.recorded_at IS NOT NULL) AS done
       FROM inspection_draw v LEFT JOIN region r ON r.code = v.region_code
       WHERE v.region_prefix LIKE $1 || '%' AND ($2::uuid IS NULL OR v.id = $2) ORDER BY v.drawn_at DESC, v.id DESC LIMIT 200`,
      [prefix, id],
    );
    return rows.map((row) => ({ ...row, drawnAt: row.drawnAt.toISOString() }));
  }
}
