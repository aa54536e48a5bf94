import { DomainError } from '@yigou/kernel';
import type { ApiRequest } from '../http/request';

export interface Upload {
  readonly fileName: string;
  readonly body: Buffer;
}

/** The file of a multipart request. Throws `payload_too_large` past the limit and `unsupported_media_type` when there is no file. */
export async function uploadOf(request: ApiRequest, maxBytes: number): Promise<Upload> {
  if (!request.isMultipart()) throw new DomainError('unsupported_media_type');
  const part = await request.file({ limits: { fileSize: maxBytes } });
  if (!part) throw new DomainError('validation_failed', { fields: { file: '请选择文件。' } });
  try {
    return { fileName: part.filename, body: await part.toBuffer() };
  } catch (error) {
    if (part.file.truncated) throw new DomainError('payload_too_large');
    throw error;
  }
}
