import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { STARTABLE } from './needs.queries';

/** The recipient (受赠方) whose need a donation is begun for. Nothing is promised by it: the recipient does that. Throws `not_found` for a need that nobody may read, `need_closed`. */
export async function recipientOfNeed(tx: Tx, needId: string): Promise<string> {
  const need = await tx.one<{ recipientId: string; startable: boolean }>(
    `SELECT n.recipient_id AS "recipientId", ${STARTABLE} AS startable FROM campaigns_need n WHERE n.id = $1 AND n.status IN ('open', 'closed')`,
    [needId],
  );
  if (!need) throw new DomainError('not_found');
  if (!need.startable) throw new DomainError('need_closed');
  return need.recipientId;
}
