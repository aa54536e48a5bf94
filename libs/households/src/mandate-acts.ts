import { newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';

/** Writes into the log of a mandate, which the person concerned can read, what the helper did under it. */
export async function recordMandateAct(
  tx: Tx,
  act: {
    readonly mandateId: string;
    readonly actor: { readonly userId: string; readonly name: string };
    readonly act: string;
    /** Chinese, read by the person concerned. */
    readonly summary: string;
  },
): Promise<void> {
  await tx.query(
    'INSERT INTO mandate_act (id, mandate_id, actor_id, actor_name, act, summary) VALUES ($1, $2, $3, $4, $5, $6)',
    [newId(), act.mandateId, act.actor.userId, act.actor.name, act.act, act.summary],
  );
}
