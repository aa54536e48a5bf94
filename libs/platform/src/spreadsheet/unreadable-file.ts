import { DomainError } from '@yigou/kernel';

/** Why a table cannot be read, for the person who sent it. */
export const unreadableFile = (reason: string): DomainError => new DomainError('import_file_invalid', { reason });
