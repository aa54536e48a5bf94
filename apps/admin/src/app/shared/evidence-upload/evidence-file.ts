/** What a file of evidence may be. The server looks into the file; this only saves people from waiting for a refusal. */
export const EVIDENCE_ACCEPT = 'application/pdf,image/jpeg,image/png,image/webp,.pdf,.jpg,.jpeg,.png,.webp';
export const EVIDENCE_HINT = '可上传 PDF、JPG、PNG 或 WebP，每个不超过 20 MB；PDF 不超过 50 页。手机可直接拍照。';
const MAX_BYTES = 20 * 1024 * 1024;
const ENDINGS = /\.(pdf|jpe?g|png|webp)$/i;

/** Why a file would be refused, in Chinese; null when it may be sent. Looks at name and size in bytes. */
export function evidenceProblem(file: { name: string; size: number }): string | null {
  if (!ENDINGS.test(file.name)) return '不是 PDF 或图片。Word、Excel 请先另存为 PDF。';
  if (file.size === 0) return '文件是空的，请重新选择。';
  if (file.size > MAX_BYTES) return `文件有 ${sizeWords(file.size)}，超过 20 MB，请压缩后再传。`;
  return null;
}

/** Bytes → “3.2 MB”. */
export function sizeWords(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
