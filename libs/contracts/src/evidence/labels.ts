import { keys } from '../closed-list';

/** Evidence of an application, 佐证材料. */
export const EVIDENCE_KINDS = {
  business_licence: '营业执照',
  food_licence: '食品生产（经营）许可或小作坊登记',
  quality_report: '质量检验报告',
  origin_proof: '产地证明',
  benefit_proof: '带贫证明',
  price_proof: '价格依据',
  commitment: '承诺书（真实、质量、价格）',
  photo: '产品照片',
  entrustment: '委托销售证明',
  other: '其他',
} as const;
export const EVIDENCE_KIND_CODES = keys(EVIDENCE_KINDS);
export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

export const EVIDENCE_TYPES = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG 图片',
  'image/png': 'PNG 图片',
  'image/webp': 'WebP 图片',
} as const;
export const EVIDENCE_TYPE_CODES = keys(EVIDENCE_TYPES);
export type EvidenceType = keyof typeof EVIDENCE_TYPES;

/** What a file may be that is kept as it came: evidence, and originals of invoices, which have no pages to look at but in PDF. */
export const FILE_TYPES = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG 图片',
  'image/png': 'PNG 图片',
  'image/webp': 'WebP 图片',
  'application/ofd': 'OFD',
  'application/xml': 'XML',
} as const;
export const FILE_TYPE_CODES = keys(FILE_TYPES);
export type FileType = keyof typeof FILE_TYPES;

/** The largest file that is taken, in bytes, and the most pages of a PDF. */
export const EVIDENCE_MAX_BYTES = 20 * 1024 * 1024;
export const EVIDENCE_MAX_PAGES = 50;

export const EVIDENCE_SCANS = { clean: '已查毒', unscanned: '未查毒' } as const;
export const EVIDENCE_SCAN_CODES = keys(EVIDENCE_SCANS);

export const EVIDENCE_AUDIT_ACTIONS = {
  'evidence.uploaded': '上传佐证材料',
} as const;
