import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { EvidenceType, EvidenceView } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Database, OBJECT_STORE, type ObjectStore, type StoredObject, sweepEach, UnitOfWork } from '@yigou/platform';
import { createHash, randomBytes } from 'node:crypto';
import { claimHash, EVIDENCE_COLUMNS, evidenceView } from './evidence.service';
import { type PreparedEvidence, prepareEvidence } from './prepare-evidence';
import { VirusScan } from './virus-scan';

const PRUNE_BATCH = 100;

export interface EvidenceUpload {
  /** As the browser says; only its last part is kept, as a label. */
  readonly fileName: string;
  readonly body: Buffer;
  /** IP address of the caller. */
  readonly address: string;
}
export interface EvidenceFile {
  readonly fileName: string;
  readonly mediaType: EvidenceType;
  readonly object: StoredObject;
}
export type PageSize = 'thumb' | 'page';

/** Takes files in and hands them out to those who may look. */
@Injectable()
export class EvidenceFiles {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly db: Database,
    private readonly audit: AuditLog,
    private readonly scan: VirusScan,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** Throws `evidence_invalid`, `evidence_infected`, `service_unavailable`. */
  upload(actor: Pick<Actor, 'userId' | 'name'>, upload: EvidenceUpload): Promise<EvidenceView> {
    return this.take(upload, actor, null);
  }

  /** The same for a visitor without an account: the claim shows later that the file is theirs. */
  async uploadPublic(upload: EvidenceUpload): Promise<EvidenceView & { claim: string }> {
    const claim = randomBytes(32).toString('base64url');
    return { ...(await this.take(upload, null, claim)), claim };
  }

  /** What a file is; throws `not_found` for who may not look at it. */
  async view(actor: Actor, id: string): Promise<EvidenceView> {
    return evidenceView(await this.visible(actor, id));
  }

  /** The picture of a page, WebP. Throws `not_found` when there is no such page, or the caller may not look. */
  async page(actor: Actor, id: string, page: number, size: PageSize): Promise<StoredObject> {
    const row = await this.visible(actor, id);
    const object = page > row.pages ? null : await this.store.get(pageKey(row.key, page, size));
    if (!object) throw new DomainError('not_found');
    return object;
  }

  /** The file itself. Throws `not_found`. */
  async file(actor: Actor, id: string): Promise<EvidenceFile> {
    const row = await this.visible(actor, id);
    const object = await this.store.get(fileKey(row.key));
    if (!object) throw new DomainError('not_found');
    return { fileName: row.fileName, mediaType: row.mediaType, object };
  }

  /**
   * Forgets files that nothing referred to for a day. Rows go first: a crash between leaves objects that nobody can reach, never a row without
   * its file. Returns how many went; throws `SweepFailed` at the end.
   */
  prune(size = PRUNE_BATCH): Promise<number> {
    const forget = () =>
      this.uow.run((tx) =>
        tx.query<{ key: string; pages: number }>(
          `DELETE FROM evidence WHERE id IN (SELECT id FROM evidence
           WHERE attached_at IS NULL AND uploaded_at < clock_timestamp() - interval '24 hours'
           ORDER BY uploaded_at LIMIT ${size} FOR UPDATE SKIP LOCKED) RETURNING key, pages`,
        ),
      );
    return sweepEach({ name: 'prune-evidence', size, due: forget }, async ({ key, pages }) => {
      for (const object of keysOf(key, pages)) await this.store.remove(object);
    });
  }

  private async take(
    { fileName, body, address }: EvidenceUpload,
    actor: Pick<Actor, 'userId' | 'name'> | null,
    claim: string | null,
  ): Promise<EvidenceView> {
    const scan = await this.scan.check(body);
    const prepared = await prepareEvidence(body);
    const id = newId();
    const key = `evidence/${id}`;
    await this.keep(key, prepared);
    // Files first, the row afterwards: a crash between leaves files that nobody sees, never a row without a file.
    return this.uow.run(async (tx) => {
      const [row] = await tx.query<Parameters<typeof evidenceView>[0]>(
        `INSERT INTO evidence AS e (id, uploaded_by, claim_hash, file_name, media_type, bytes, pages, sha256, key, scan)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${EVIDENCE_COLUMNS}`,
        [
          id,
          actor?.userId ?? null,
          claim === null ? null : claimHash(claim),
          labelOf(fileName),
          prepared.mediaType,
          prepared.file.length,
          prepared.pages.length,
          createHash('sha256').update(prepared.file).digest(),
          key,
          scan,
        ],
      );
      if (!row) throw new Error('the insert gave no row');
      await this.audit.record(tx, {
        actor: actor && { userId: actor.userId, name: actor.name },
        action: 'evidence.uploaded',
        address,
        subjectKind: 'evidence',
        subjectId: id,
        summary: actor ? '上传佐证材料' : '访客上传佐证材料',
        data: { mediaType: prepared.mediaType, bytes: prepared.file.length, pages: prepared.pages.length, scan },
      });
      return evidenceView(row);
    });
  }

  private async keep(key: string, { file, mediaType, pages }: PreparedEvidence): Promise<void> {
    await this.store.put(fileKey(key), file, mediaType);
    for (const [index, { page, thumb }] of pages.entries()) {
      await this.store.put(pageKey(key, index + 1, 'page'), page, 'image/webp');
      await this.store.put(pageKey(key, index + 1, 'thumb'), thumb, 'image/webp');
    }
  }

  /**
   * Who uploaded it, members of the supplier that it belongs to, and administrators whose place covers its own may look. A township's office sees the files
   * of the suppliers of its township.
   */
  private async visible(actor: Actor, id: string) {
    const offices = actor.memberships.filter(({ kind }) => kind === 'administration');
    const suppliers = actor.memberships.filter(({ kind }) => kind === 'supplier');
    const row = await this.db.one<Parameters<typeof evidenceView>[0] & { key: string }>(
      `SELECT ${EVIDENCE_COLUMNS}, e.key FROM evidence e WHERE e.id = $1 AND (e.uploaded_by = $2 OR e.supplier_id = ANY($3)
         OR EXISTS (SELECT 1 FROM unnest($4::text[], $5::text[]) AS office (prefix, township)
           WHERE (office.prefix = '' OR e.region_code LIKE office.prefix || '%')
             AND (office.township IS NULL OR EXISTS (SELECT 1 FROM supplier_place f
               WHERE f.supplier_id = e.supplier_id AND f.township = office.township))))`,
      [
        id,
        actor.userId,
        suppliers.map(({ organisationId }) => organisationId),
        offices.map(({ regionPrefix }) => regionPrefix),
        offices.map(({ township }) => township),
      ],
    );
    if (!row) throw new DomainError('not_found');
    return row;
  }
}

const fileKey = (key: string): string => `${key}/file`;
const pageKey = (key: string, page: number, size: PageSize): string => `${key}/${page}-${size}.webp`;

function keysOf(key: string, pages: number): string[] {
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  return [fileKey(key), ...numbers.flatMap((page) => [pageKey(key, page, 'page'), pageKey(key, page, 'thumb')])];
}

/** A label for people: the last part of a path, without control characters, at most 120 characters. */
function labelOf(fileName: string): string {
  const last = fileName.split(/[\\/]/).at(-1) ?? '';
  return last.normalize('NFC').toWellFormed().replace(/\p{C}/gu, '').trim().slice(0, 120).toWellFormed() || '文件';
}
