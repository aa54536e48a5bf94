import { DomainError } from '@yigou/kernel';
import type { ApiRequest } from '../http/request';

export interface Upload {
  readonly fileName: string;
  readonly body: Buffer;
}

/**
 * The file of a multipart request. Throws `payload_too_large` past the limit, `unsupported_media_type` when the request is no form,
 * `validation_failed` when there is no file in it, and `malformed_request` when the form ends before it is complete.
 */
export async function uploadOf(request: ApiRequest, maxBytes: number): Promise<Upload> {
  if (!request.isMultipart()) throw new DomainError('unsupported_media_type');
  const part = await request.file({ limits: { fileSize: maxBytes } }).catch(unreadable);
  if (!part) throw new DomainError('validation_failed', { fields: { file: '请选择文件。' } });
  try {
    return { fileName: part.filename, body: await part.toBuffer() };
  } catch (error) {
    if (part.file.truncated) throw new DomainError('payload_too_large');
    return unreadable(error);
  }
}

/** Nothing but the request is read here: what is no refusal of the form's limits is a form that cannot be read. */
function unreadable(error: unknown): never {
  const { statusCode } = error as { statusCode?: unknown };
  if (typeof statusCode === 'number') throw error;
  throw new DomainError('malformed_request');
}
