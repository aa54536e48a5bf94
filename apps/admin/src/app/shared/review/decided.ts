import { APPLICATION_STATUSES, SUPPLIER_STATUSES } from '@yigou/contracts/labels';
import type { ApiError } from '@yigou/web-data';

const STATUSES: Readonly<Record<string, string>> = { ...SUPPLIER_STATUSES, ...APPLICATION_STATUSES };

/**
 * Who was faster, when, and how it stands now: the sentence for `already_decided`; null for every other refusal. `time` writes an instant as people
 * read it.
 */
export function decidedWords(
  refused: Pick<ApiError, 'code' | 'details' | 'message'>,
  time: (instant: string) => string,
): string | null {
  if (refused.code !== 'already_decided') return null;
  const { by, at, status } = refused.details;
  if (typeof by !== 'string' || typeof at !== 'string' || !by) return refused.message;
  const now = typeof status === 'string' ? STATUSES[status] : undefined;
  return `${by}已于 ${time(at)} 办理${now ? `，现在的状态是“${now}”` : ''}。您的意见没有提交，下面是最新情况。`;
}
