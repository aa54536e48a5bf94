import { EVIDENCE_MAX_BYTES, EVIDENCE_MAX_PAGES, EVIDENCE_TYPE_CODES } from '@yigou/contracts/labels';
import { formatBytes } from '../format';

/** What a file dialog offers. */
export const EVIDENCE_ACCEPT = [
  ...EVIDENCE_TYPE_CODES,
  '.pdf',
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.avif',
  '.heic',
  '.heif',
].join(',');
const ENDINGS = /\.(pdf|jpe?g|png|webp|avif|hei[cf])$/i;
const LIMIT = `${EVIDENCE_MAX_BYTES / 1024 / 1024} MB`;

/** What may be sent, in a sentence; `max` files at most. */
export const evidenceHint = (max: number): string =>
  `可上传 PDF、JPG、PNG、WebP、AVIF 或手机的 HEIC 照片，每个不超过 ${LIMIT}${max > 1 ? `，最多 ${max} 个` : ''}；PDF 不超过 ${EVIDENCE_MAX_PAGES} 页。手机可直接拍照。`;

/**
 * Why a file would be refused, in Chinese; null when it may be sent. Looks at its name, kind and size in bytes: the server looks into it, and this only
 * saves people from waiting for a refusal.
 */
export function evidenceProblem(file: Pick<File, 'name' | 'size' | 'type'>): string | null {
  // Cameras leave out the ending, some systems the kind.
  if (
    !ENDINGS.test(file.name) &&
    !EVIDENCE_TYPE_CODES.some((type) => type === file.type) &&
    !/^image\/hei[cf]$/.test(file.type)
  )
    return '不是 PDF 或图片。Word、Excel 请先另存为 PDF。';
  if (file.size === 0) return '文件是空的，请重新选择。';
  if (file.size > EVIDENCE_MAX_BYTES) return `文件有 ${formatBytes(file.size)}，超过 ${LIMIT}，请压缩后再传。`;
  return null;
}
