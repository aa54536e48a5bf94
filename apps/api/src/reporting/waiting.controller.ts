import { Controller, Inject } from '@nestjs/common';
import type { RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { countWaiting, Database, WAITING_KINDS, type WaitingKind } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { Seated } from '../http/request';

/** What waits for whoever asks, 需要处理, of all contexts. */
@Controller()
export class WaitingController {
  constructor(
    private readonly db: Database,
    @Inject(WAITING_KINDS) private readonly kinds: readonly WaitingKind[],
  ) {}

  @Handle('listWaiting')
  async list(@Seated() by: SeatedCaller): Promise<RouteResponse<'listWaiting'>> {
    const waiting = await countWaiting(this.db, this.kinds, { ...by.seat, userId: by.actor.userId });
    const now = Date.now();
    const late = waiting.filter(({ dueAt }) => dueAt !== null && dueAt.getTime() < now);
    const rest = waiting.filter((one) => !late.includes(one));
    return {
      items: [...late, ...rest].map(({ kind: { code, label, link }, count, dueAt }) => ({
        kind: code,
        label,
        count,
        dueAt: dueAt?.toISOString() ?? null,
        link: { path: link.path, query: { ...link.query } },
      })),
    };
  }
}
