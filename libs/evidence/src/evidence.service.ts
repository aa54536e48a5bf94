import { Injectable } from '@nestjs/common';
import type { EvidenceView, FileType } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Queryable, Tx } from '@yigou/platform';
import { createHash } from 'node:crypto';

/** What a file becomes part of: who may look at it besides the one who uploaded it. */
export interface Belonging {
  /** Members of this supplier may look. */
  readonly supplierId: string | null;
  /** Administrators of this place may look; of what is about a unit, its finance departments instead. */
  readonly regionCode: string | null;
  /** Members of this budget unit may look. */
  readonly unitId?: string;
}

export const EVIDENCE_COLUMNS = `e.id, e.file_name AS "fileName", e.media_type AS "mediaType", e.bytes, e.pages, e.scan,
  e.uploaded_at AS "uploadedAt"`;
type EvidenceRow = Omit<EvidenceView, 'uploadedAt'> & { uploadedAt: Date };

export const evidenceView = (row: EvidenceRow): EvidenceView => ({ ...row, uploadedAt: row.uploadedAt.toISOString() });

/** Files that prove something, 佐证材料, as the contexts that refer to them need them. */
@Injectable()
export class Evidence {
  /**
   * Makes files part of a statement. Each must have been uploaded by this person and belong to no other supplier, or belong to the same supplier already;
   * throws `validation_failed` otherwise, so that nobody attaches a file by guessing its id, nor carries one supplier's file to another.
   */
  async attach(tx: Tx, ids: readonly string[], userId: string, belonging: Belonging): Promise<void> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return;
    const rows = await tx.query(
      `UPDATE evidence SET attached_at = coalesce(attached_at, clock_timestamp()), supplier_id = coalesce(supplier_id, $3),
         region_code = coalesce(region_code, $4), unit_id = coalesce(unit_id, $5)
       WHERE id = ANY($1) AND pages > 0 AND unit_id IS NOT DISTINCT FROM CASE WHEN attached_at IS NOT NULL THEN $5::uuid END AND ((uploaded_by = $2 AND ($3::uuid IS NULL OR supplier_id IS NULL)) OR supplier_id = $3) RETURNING id`,
      [wanted, userId, belonging.supplierId, belonging.regionCode, belonging.unitId ?? null],
    );
    if (rows.length < wanted.length) throw unknownFile();
  }

  /**
   * Makes files part of what a budget unit wrote of a supplier's goods: both may look. Each was uploaded by this person and is part of nothing, or is the unit's
   * already, of the same supplier; throws `validation_failed` otherwise.
   */
  async attachForUnit(
    tx: Tx,
    ids: readonly string[],
    userId: string,
    { unitId, supplierId }: { readonly unitId: string; readonly supplierId: string },
  ): Promise<void> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return;
    const rows = await tx.query(
      `UPDATE evidence SET attached_at = coalesce(attached_at, clock_timestamp()), unit_id = $3, supplier_id = $4
       WHERE id = ANY($1) AND pages > 0 AND ((uploaded_by = $2 AND attached_at IS NULL AND supplier_id IS NULL) OR (unit_id = $3 AND supplier_id = $4)) RETURNING id`,
      [wanted, userId, unitId, supplierId],
    );
    if (rows.length < wanted.length) throw unknownFile();
  }

  /**
   * Makes the original of what a supplier gave a budget unit, an invoice, part of it: both may look. It was uploaded by this person and is part of nothing yet;
   * throws `validation_failed` otherwise. Answers its type.
   */
  async attachOriginal(
    tx: Tx,
    id: string,
    userId: string,
    { unitId, supplierId }: { readonly unitId: string; readonly supplierId: string },
  ): Promise<FileType> {
    const [row] = await tx.query<{ mediaType: FileType }>(
      `UPDATE evidence SET attached_at = clock_timestamp(), unit_id = $3, supplier_id = $4
       WHERE id = $1 AND uploaded_by = $2 AND attached_at IS NULL AND supplier_id IS NULL
         AND media_type IN ('application/pdf', 'application/ofd', 'application/xml') RETURNING media_type AS "mediaType"`,
      [id, userId, unitId, supplierId],
    );
    if (!row) throw unknownFile();
    return row.mediaType;
  }

  /** The same for files of a visitor, who shows the claim that the upload answered. */
  async attachClaimed(
    tx: Tx,
    claims: readonly { readonly id: string; readonly claim: string }[],
    belonging: Belonging,
  ): Promise<string[]> {
    if (claims.length === 0) return [];
    const rows = await tx.query<{ id: string }>(
      `UPDATE evidence SET attached_at = clock_timestamp(), supplier_id = NULL, region_code = $3
       FROM unnest($1::uuid[], $2::bytea[]) AS t (claimed, hash)
       WHERE id = claimed AND pages > 0 AND claim_hash = hash AND attached_at IS NULL RETURNING id`,
      [claims.map(({ id }) => id), claims.map(({ claim }) => claimHash(claim)), belonging.regionCode],
    );
    if (rows.length < claims.length) throw unknownFile();
    return rows.map(({ id }) => id);
  }

  /** The same for files that a supplier is shown, whose goods they are of: its members may look, and the offices of the place. */
  async attachShown(
    tx: Tx,
    claims: readonly { readonly id: string; readonly claim: string }[],
    { supplierId, regionCode }: Belonging & { readonly supplierId: string },
  ): Promise<string[]> {
    const ids = await this.attachClaimed(tx, claims, { supplierId: null, regionCode });
    if (ids.length > 0) await tx.query('UPDATE evidence SET supplier_id = $2 WHERE id = ANY($1)', [ids, supplierId]);
    return ids;
  }

  /** Views by id; an id that does not exist is left out. One statement. */
  async views(db: Queryable, ids: readonly string[]): Promise<Map<string, EvidenceView>> {
    if (ids.length === 0) return new Map();
    const rows = await db.query<EvidenceRow>(`SELECT ${EVIDENCE_COLUMNS} FROM evidence e WHERE e.id = ANY($1)`, [ids]);
    return new Map(rows.map((row) => [row.id, evidenceView(row)]));
  }
}

export const claimHash = (claim: string): Buffer => createHash('sha256').update(claim).digest();
const unknownFile = () =>
  new DomainError('validation_failed', { fields: { evidence: '有文件不存在或已被使用，请重新上传。' } });
