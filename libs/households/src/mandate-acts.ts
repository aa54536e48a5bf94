import { newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { MandateAct } from './mandate-act.entity';

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
  const { actor, ...what } = act;
  await tx.manager.insert(MandateAct, { id: newId(), actorId: actor.userId, actorName: actor.name, ...what });
}
