import { EVIDENCE_MAX_BYTES, EVIDENCE_MAX_PAGES, type EvidenceType, type FileType } from '@yigou/contracts';
import { Gate } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { openArchive, openPicture, type PictureFile, unreadablePicture, xmlTexts } from '@yigou/platform';
import { drawPdf, type PdfLimits } from './pdf-pages';

const PAGE_SIDE = 1_600;
const THUMB_SIDE = 240;
/** A photographed document stays readable at this; more is weight alone. */
const KEPT_SIDE = 4_000;
export const PDF_LIMITS: PdfLimits = {
  maxPages: EVIDENCE_MAX_PAGES,
  maxMs: 60_000,
  maxMemoryBytes: 512 * 1024 * 1024,
  pageSide: PAGE_SIDE,
  thumbSide: THUMB_SIDE,
};
/** Files that are decoded at a time in a process, and how many wait: strangers have a lane of their own, so that however many come, whoever has an account is not kept waiting. */
const lanes = { accounts: new Gate(2, 20), strangers: new Gate(1, 10) } as const;
export type EvidenceLane = keyof typeof lanes;

/** A page as people look at it, WebP. */
export interface PagePictures {
  readonly page: Buffer;
  readonly thumb: Buffer;
}
export interface PreparedEvidence {
  readonly mediaType: FileType;
  /** What is kept: a picture encoded anew, without its metadata; a PDF as it came. */
  readonly file: Buffer;
  readonly pages: readonly PagePictures[];
}

/**
 * Makes of an uploaded file what may be kept and shown. A PDF is looked at through pictures of its pages alone and itself only ever sent as an
 * attachment, so that no script in it runs here. An AVIF or HEIC is kept as JPEG. Throws `evidence_invalid` for all that is no PDF, JPEG, PNG, WebP, AVIF or HEIC within the limits of bytes, pages,
 * pixels, time and memory, and `service_unavailable` when too many files wait already.
 */
export async function prepareEvidence(
  file: Buffer,
  limits: PdfLimits = PDF_LIMITS,
  lane: EvidenceLane = 'accounts',
): Promise<PreparedEvidence> {
  if (file.length > EVIDENCE_MAX_BYTES) throw new DomainError('evidence_invalid');
  const prepared = await lanes[lane].run(() => (isPdf(file) ? ofPdf(file, limits) : ofPicture(file)));
  if (!prepared) throw new DomainError('evidence_invalid', {}, unreadable(file));
  return prepared;
}

/**
 * The original of a document that others made: kept byte by byte, as its signature wants. A PDF is looked at through pictures of its pages; OFD and XML are only ever
 * handed out. An OFD is a package with an `OFD.xml` at its top (GB/T 33190). Throws `original_invalid`, and `service_unavailable` when too many files wait already.
 */
export async function prepareOriginal(file: Buffer, limits: PdfLimits = PDF_LIMITS): Promise<PreparedEvidence> {
  if (file.length > EVIDENCE_MAX_BYTES) throw new DomainError('original_invalid');
  const prepared = isPdf(file)
    ? await lanes.accounts.run(() => ofPdf(file, limits))
    : xmlTexts(file)
      ? ({ mediaType: 'application/xml', file, pages: [] } as const)
      : (await isOfd(file))
        ? ({ mediaType: 'application/ofd', file, pages: [] } as const)
        : null;
  if (!prepared) throw new DomainError('original_invalid', {}, isPdf(file) ? unreadable(file) : undefined);
  return prepared;
}

async function isOfd(file: Buffer): Promise<boolean> {
  if (file.toString('latin1', 0, 2) !== 'PK') return false;
  const archive = await openArchive(file).catch(() => null);
  archive?.close();
  return archive?.has(/^OFD\.xml$/) ?? false;
}

/** At the very first byte: readers look for the mark further on, and what stands before it could be something else to a browser. */
const isPdf = (file: Buffer): boolean => file.toString('latin1', 0, 5) === '%PDF-';

/** What to tell beside that it cannot be read, where it is known; undefined: what the code says. */
function unreadable(file: Buffer): string | undefined {
  // Named in the trailer, which is never encrypted itself.
  if (isPdf(file) && file.includes('/Encrypt'))
    return '这个 PDF 设了打开密码，请用密码打开后另存（或打印）为不加密的 PDF，再上传。';
  return unreadablePicture(file) ?? undefined;
}

async function ofPdf(file: Buffer, limits: PdfLimits): Promise<PreparedEvidence | null> {
  const pages = await drawPdf(file, limits);
  return pages && { mediaType: 'application/pdf', file, pages };
}

async function ofPicture(file: Buffer): Promise<PreparedEvidence | null> {
  const opened = await openPicture(file);
  return opened && encode(opened).catch(() => null);
}

async function encode({ format: taken, picture }: PictureFile): Promise<PreparedEvidence> {
  // What many cannot open yet is kept as what everybody can.
  const format = taken === 'avif' || taken === 'heic' ? 'jpeg' : taken;
  const { default: sharp } = await import('sharp');
  const inside = (side: number) => ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const;
  const kept = await picture
    .resize(inside(KEPT_SIDE))
    .toColourspace('srgb')
    .toFormat(format, { quality: 88 })
    .toBuffer();
  const again = sharp(kept);
  const [page, thumb] = await Promise.all([
    again.clone().resize(inside(PAGE_SIDE)).webp({ quality: 80 }).toBuffer(),
    again.clone().resize(inside(THUMB_SIDE)).webp({ quality: 72 }).toBuffer(),
  ]);
  return { mediaType: `image/${format}` as EvidenceType, file: kept, pages: [{ page, thumb }] };
}
