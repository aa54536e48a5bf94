import { REORDER_SOURCE_CODES } from '@yigou/contracts/labels';
import type { Earlier } from './bulk-list';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What an address says is ordered from again, as `template:<id>`; null for anything else. */
export function earlierOf(said: string | null): Earlier | null {
  const [kind, id = ''] = (said ?? '').split(':');
  const from = REORDER_SOURCE_CODES.find((code) => code === kind);
  return from && UUID.test(id) ? { from, id } : null;
}
