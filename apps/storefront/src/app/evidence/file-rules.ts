const MAX_BYTES = 20 * 1024 * 1024;
const TYPES: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'];

/** Why a file cannot be evidence, before it is sent in vain; empty when it may. The server looks at the content itself. */
export function refusalOf(file: { readonly size: number; readonly type: string }): string {
  if (file.size === 0) return '文件是空的，请重新选择。';
  if (file.size > MAX_BYTES) return '文件超过 20 MB，请压缩或只拍关键部分。';
  return TYPES.includes(file.type) ? '' : '只能上传 PDF、JPG、PNG 或 WebP。';
}

/** 512 → “1 KB”, 1572864 → “1.5 MB”. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
}
