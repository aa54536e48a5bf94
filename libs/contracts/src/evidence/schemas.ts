import * as z from 'zod';
import { Id, Instant } from '../common';
import { EVIDENCE_SCAN_CODES, FILE_TYPE_CODES } from './labels';

/** A file that proves something, 佐证材料. Each page can be looked at as a picture; an OFD or XML has none. */
export const EvidenceView = z
  .object({
    id: Id,
    fileName: z.string(),
    mediaType: z.enum(FILE_TYPE_CODES),
    bytes: z.int(),
    pages: z.int(),
    scan: z.enum(EVIDENCE_SCAN_CODES),
    uploadedAt: Instant,
  })
  .meta({ id: 'Evidence' });
export type EvidenceView = z.infer<typeof EvidenceView>;

/** What a visitor without an account gets for an upload: the claim shows that the file is theirs. */
export const PublicEvidence = EvidenceView.extend({ claim: z.string() });
export const EvidenceClaim = z.strictObject({ id: Id, claim: z.string().min(20).max(100) });
export const EvidencePageParams = z.object({ id: Id, page: z.coerce.number().int().min(1).max(50) });
export const EvidencePageQuery = z.object({ size: z.enum(['thumb', 'page']).default('page') });

/** Ids of uploaded files that belong to a statement. */
export const EvidenceIds = z.array(Id).max(20);
