import { Inject, Injectable } from '@nestjs/common';
import { AuditLog, type AuditRecord } from '@yigou/audit';
import type { EvidenceView, FileType } from '@yigou/contracts';
import { auditOf, type Caller } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import {
  Database,
  OBJECT_STORE,
  type ObjectStore,
  putAll,
  type StoredObject,
  sweepEach,
  UnitOfWork,
} from '@yigou/platform';
import { createHash, randomBytes } from 'node:crypto';
import { claimHash, EVIDENCE_COLUMNS, evidenceView } from './evidence.service';
import { PDF_LIMITS, type PreparedEvidence, prepareEvidence, prepareOriginal } from './prepare-evidence';
import { VirusScan } from './virus-scan';

const PRUNE_BATCH = 100;

export interface EvidenceUpload {
  /** As the browser says; only its last part is kept, as a label. */
  readonly fileName: string;
  readonly body: Buffer;
}
/** Whose a file is: of an account, or of whoever shows the claim. */
interface Uploader {
  readonly userId: string | null;
  readonly trail: Pick<AuditRecord, 'actor' | 'address'>;
  readonly claim: string | null;
}
export interface EvidenceFile {
  readonly fileName: string;
  readonly mediaType: FileType;
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
  upload(by: Caller, upload: EvidenceUpload): Promise<EvidenceView> {
    return this.take(upload, { userId: by.actor.userId, trail: auditOf(by), claim: null });
  }

  /** Keeps an original (PDF, OFD, XML) byte by byte. Throws `original_invalid`, `evidence_infected`, `service_unavailable`. */
  uploadOriginal(by: Caller, upload: EvidenceUpload): Promise<EvidenceView> {
    return this.take(upload, { userId: by.actor.userId, trail: auditOf(by), claim: null }, prepareOriginal);
  }

  /** The same for a visitor without an account: the claim shows later that the file is theirs. */
  async uploadPublic(upload: EvidenceUpload, address: string): Promise<EvidenceView & { claim: string }> {
    const claim = randomBytes(32).toString('base64url');
    const by = { userId: null, trail: { actor: null, address }, claim };
    return { ...(await this.take(upload, by, (file) => prepareEvidence(file, PDF_LIMITS, 'strangers'))), claim };
  }

  /** What a file is; throws `not_found` for who may not look at it. */
  async view(by: Caller, id: string): Promise<EvidenceView> {
    return evidenceView(await this.visible(by, id));
  }

  /** The picture of a page, WebP. Throws `not_found` when there is no such page, or the caller may not look. */
  async page(by: Caller, id: string, page: number, size: PageSize): Promise<StoredObject> {
    const row = await this.visible(by, id);
    const object = page > row.pages ? null : await this.store.get(pageKey(row.key, page, size));
    if (!object) throw new DomainError('not_found');
    return object;
  }

  /** The file itself. Throws `not_found`. */
  async file(by: Caller, id: string): Promise<EvidenceFile> {
    const row = await this.visible(by, id);
    const object = await this.store.get(fileKey(row.key));
    if (!object) throw new DomainError('not_found');
    return { fileName: row.fileName, mediaType: row.mediaType, object };
  }

  /** The picture of a file's first page for who has been asked elsewhere whether they may look: what is told to the public. Throws `not_found`. */
  async firstPage(id: string, size: PageSize): Promise<StoredObject> {
    const row = await this.db.one<{ key: string }>('SELECT key FROM evidence WHERE id = $1 AND pages > 0', [id]);
    const object = row && (await this.store.get(pageKey(row.key, 1, size)));
    if (!object) throw new DomainError('not_found');
    return object;
  }

  /** A stored file for who has been asked elsewhere whether they may read it: an auditor takes what belongs to a unit. Null where the store has lost it. */
  stored(key: string): Promise<StoredObject | null> {
    return this.store.get(fileKey(key));
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
    { fileName, body }: EvidenceUpload,
    { userId, trail, claim }: Uploader,
    prepare: (file: Buffer) => Promise<PreparedEvidence> = prepareEvidence,
  ): Promise<EvidenceView> {
    const scan = await this.scan.check(body);
    const prepared = await prepare(body);
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
          userId,
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
        ...trail,
        action: 'evidence.uploaded',
        subjectKind: 'evidence',
        subjectId: id,
        summary: userId ? '上传佐证材料' : '访客上传佐证材料',
        data: { mediaType: prepared.mediaType, bytes: prepared.file.length, pages: prepared.pages.length, scan },
      });
      return evidenceView(row);
    });
  }

  private async keep(key: string, { file, mediaType, pages }: PreparedEvidence): Promise<void> {
    const contentType = 'image/webp';
    await putAll(this.store, [
      { key: fileKey(key), body: file, contentType: mediaType },
      ...pages.flatMap(({ page, thumb }, index) => [
        { key: pageKey(key, index + 1, 'page'), body: page, contentType },
        { key: pageKey(key, index + 1, 'thumb'), body: thumb, contentType },
      ]),
    ]);
  }

  /**
   * Members of the supplier that it belongs to may look, and offices whose place covers its own (a township's: the files of the suppliers of its township), by
   * the seat that they act from: another seat of the same person sees what is its own. What is about a budget unit, or a recipient, its members may look at, and the finance
   * departments whose region covers it, no office; what is of no supplier besides, also the units that it stands, or stood then, below. What belongs to nobody yet is its uploader's.
   */
  private async visible({ actor, seat }: Caller, id: string) {
    const office = seat?.kind === 'administration' ? seat : null;
    const row = await this.db.one<Parameters<typeof evidenceView>[0] & { key: string }>(
      `SELECT ${EVIDENCE_COLUMNS}, e.key FROM evidence e WHERE e.id = $1 AND (
         (e.uploaded_by = $2 AND e.supplier_id IS NULL AND e.region_code IS NULL) OR e.supplier_id = $3
         OR e.unit_id = $6 OR (e.supplier_id IS NULL AND EXISTS (SELECT 1 FROM unit_above a WHERE a.unit_id = e.unit_id AND a.above_id = $6
           AND (a.valid_to > now() OR e.attached_at < a.valid_to))) OR (e.unit_id IS NOT NULL AND e.region_code LIKE $7 || '%')
         OR (e.unit_id IS NULL AND ($4 = '' OR e.region_code LIKE $4 || '%') AND ($5::text IS NULL OR EXISTS (
           SELECT 1 FROM supplier_place f WHERE f.supplier_id = e.supplier_id AND f.township = $5))))`,
      [
        id,
        actor.userId,
        seat?.kind === 'supplier' ? seat.organisationId : null,
        office?.regionPrefix ?? null,
        office?.township ?? null,
        seat?.kind === 'agency' || seat?.kind === 'recipient' ? seat.organisationId : null,
        seat?.kind === 'finance' ? seat.regionPrefix : null,
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
