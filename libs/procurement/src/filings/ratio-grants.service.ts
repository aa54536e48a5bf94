import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat, seatOf, type SeatedCaller } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import {
  Database,
  Filter,
  type IdempotencyClaim,
  keysetPage,
  latestFirst,
  type Listing,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { REGION } from '../units/unit.queries';
import { HOLDS } from './share-reviews.service';
import { ShareRulesOf } from './share-rules';

type Grant = RouteInput<'grantRatio'>['body'];
type Page = RouteResponse<'listRatioGrants'>;
type Row = Omit<Page['items'][number], 'document' | 'grantedAt' | 'revokedAt'> & {
  readonly documentId: string | null;
  readonly grantedAt: Date;
  readonly revokedAt: Date | null;
};

const LISTING: Listing = {
  alias: 'g',
  from: 'share_ratio_grant g',
  joins: `JOIN organisation o ON o.id = g.unit_id JOIN budget_unit_place l ON l.unit_id = g.unit_id AND ${HOLDS('l')}
    LEFT JOIN region r ON r.code = l.region_code LEFT JOIN app_user w ON w.id = g.granted_by`,
  columns: `g.id, jsonb_build_object('id', o.id, 'name', o.name, 'region', ${REGION}) AS unit, g.year::int, g.ratio_bp AS "ratioBp",
    g.document_number AS "documentNumber", g.document_id AS "documentId", g.reason, w.name AS "grantedBy", g.granted_at AS "grantedAt",
    g.revoked_at AS "revokedAt", g.revoke_reason AS "revokeReason"`,
  keyset: latestFirst('g.granted_at', 'g.id'),
};
const MANAGERS = { kind: 'finance', roles: ['manager'] } as const;

/** Ratios below the region's minimum, granted to a unit for a year by a finance department with the document that approves them (R1). */
@Injectable()
export class RatioGrants {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly db: Database,
    private readonly rules: ShareRulesOf,
    private readonly evidence: Evidence,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /** Of units of the finance department's region, the latest first. Three statements. Throws `forbidden`. */
  async list(caller: Caller, { year, holds, ...query }: RouteInput<'listRatioGrants'>['query']): Promise<Page> {
    const filter = new Filter();
    // In the condition and not in the joins alone, so that the count sees it too.
    filter.and(
      `EXISTS (SELECT FROM budget_unit_place p WHERE p.unit_id = g.unit_id AND ${HOLDS('p')}
         AND p.region_code LIKE ${filter.bind(`${seatOf(caller, 'finance').regionPrefix}%`)})`,
    );
    if (year !== undefined) filter.and(`g.year = ${filter.bind(year)}`);
    if (holds) filter.and('g.revoked_at IS NULL');
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, LISTING, query);
    const files = await this.evidence.views(
      this.db,
      rows.flatMap(({ documentId }) => documentId ?? []),
    );
    return {
      ...page,
      items: rows.map(({ documentId, grantedAt, revokedAt, ...row }) => ({
        ...row,
        document: files.get(documentId ?? '') ?? null,
        grantedAt: grantedAt.toISOString(),
        revokedAt: revokedAt && revokedAt.toISOString(),
      })),
    };
  }

  /** What holds for a unit's year, as the unit reads it; null where nothing was granted. Two statements. */
  async holding(unitId: string, year: number): Promise<RouteResponse<'getShareYear'>['rules']['grant']> {
    const row = await this.db.one<Pick<Row, 'documentNumber' | 'documentId' | 'reason' | 'grantedAt'>>(
      `SELECT document_number AS "documentNumber", document_id AS "documentId", reason, granted_at AS "grantedAt" FROM share_ratio_grant
       WHERE unit_id = $1 AND year = $2 AND revoked_at IS NULL`,
      [unitId, year],
    );
    if (!row) return null;
    const { documentId, grantedAt, ...grant } = row;
    const files = await this.evidence.views(this.db, documentId ? [documentId] : []);
    return { ...grant, document: files.get(documentId ?? '') ?? null, grantedAt: grantedAt.toISOString() };
  }

  /**
   * Lets a unit of the region file a lower ratio for a year; a grant that holds already is replaced. The unit is told. Throws `forbidden` for who does not
   * manage a finance department, `not_found` for a unit outside of its region, `validation_failed` for a ratio that needs no grant and a file that is somebody else's.
   */
  async grant(
    caller: Caller,
    { unitId, year, ratioBp, documentNumber, documentId, reason }: Grant,
    claim: IdempotencyClaim,
  ): Promise<void> {
    await this.uow.runOnce(claim, async (tx) => {
      const by = await holdSeat(tx, caller, MANAGERS);
      const regionCode = await lockUnit(tx, by, unitId);
      const { minimumBp } = await this.rules.of(tx, unitId, year);
      if (ratioBp >= minimumBp)
        throw new DomainError('validation_failed', {
          fields: { ratioBp: `本地区 ${year} 年的下限是 ${minimumBp / 100}%，不低于它的比例无需批准` },
        });
      await this.evidence.attach(tx, [documentId], by.actor.userId, { supplierId: null, regionCode, unitId });
      await tx.query(
        `UPDATE share_ratio_grant SET revoked_at = clock_timestamp(), revoked_by = $3, revoke_reason = '由新的批准替代'
         WHERE unit_id = $1 AND year = $2 AND revoked_at IS NULL`,
        [unitId, year, by.actor.userId],
      );
      await tx.query(
        `INSERT INTO share_ratio_grant (id, unit_id, year, ratio_bp, document_number, document_id, reason, granted_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [newId(), unitId, year, ratioBp, documentNumber, documentId, reason, by.actor.userId],
      );
      await this.tell(tx, by, { unitId, year }, `批准 ${year} 年预留比例不低于 ${ratioBp / 100}%（${documentNumber}）`);
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'procurement.ratio_granted',
        subjectKind: 'budget_unit',
        subjectId: unitId,
        summary: `批准 ${year} 年预留比例 ${ratioBp / 100}%（${documentNumber}）`,
        data: { year, ratioBp, documentNumber, documentId, reason },
      });
    });
  }

  /**
   * The region's minimum holds again for what is filed from now on; what was filed keeps what it was held against (decision 51).
   * Throws `forbidden`, `not_found` outside of the region, `already_decided` for a grant that holds no more.
   */
  async revoke(caller: Caller, id: string, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, MANAGERS);
      const grant = await tx.one<{ unitId: string; year: number; over: boolean }>(
        `SELECT unit_id AS "unitId", year::int, revoked_at IS NOT NULL AS over FROM share_ratio_grant WHERE id = $1 FOR UPDATE`,
        [id],
      );
      if (!grant || !(await regionOf(tx, by, grant.unitId))) throw new DomainError('not_found');
      if (grant.over) throw new DomainError('already_decided');
      await tx.query(
        `UPDATE share_ratio_grant SET revoked_at = clock_timestamp(), revoked_by = $2, revoke_reason = $3 WHERE id = $1`,
        [id, by.actor.userId, reason],
      );
      await this.tell(tx, by, grant, `撤销 ${grant.year} 年较低预留比例的批准：${reason}`);
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'procurement.ratio_revoked',
        subjectKind: 'budget_unit',
        subjectId: grant.unitId,
        summary: `撤销 ${grant.year} 年较低预留比例的批准`,
        data: { grantId: id, year: grant.year, reason },
      });
    });
  }

  private tell(
    tx: Tx,
    by: SeatedCaller,
    { unitId, year }: { readonly unitId: string; readonly year: number },
    words: string,
  ): Promise<void> {
    return this.notices.tellEach(tx, new Map([[unitId, `${by.seat.organisationName}${words}。`]]), {
      kind: 'share',
      title: '预留比例下限有变化',
      link: `/agency/share?year=${year}`,
    });
  }
}

/** Whoever grants to a unit waits here: one grant at a time holds. Throws `not_found` outside of the region. */
async function lockUnit(tx: Tx, by: SeatedCaller, unitId: string): Promise<string> {
  await tx.query('SELECT FROM budget_unit WHERE organisation_id = $1 FOR NO KEY UPDATE', [unitId]);
  const regionCode = await regionOf(tx, by, unitId);
  if (!regionCode) throw new DomainError('not_found');
  return regionCode;
}

/** Where a unit stands today, if that lies in the department's region. */
async function regionOf(tx: Tx, { seat }: SeatedCaller, unitId: string): Promise<string | undefined> {
  const row = await tx.one<{ code: string }>(
    `SELECT p.region_code AS code FROM budget_unit_place p WHERE p.unit_id = $1 AND p.region_code LIKE $2 AND ${HOLDS('p')}`,
    [unitId, `${seat.regionPrefix}%`],
  );
  return row?.code;
}
