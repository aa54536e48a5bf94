import { DomainError } from '@yigou/kernel';

/** Why a table cannot be read, for the person who sent it; `more` are further details. */
export const unreadableFile = (reason: string, more: Readonly<Record<string, unknown>> = {}): DomainError =>
  new DomainError('import_file_invalid', { reason, ...more });
