import { Controller, Res } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput } from '@yigou/contracts';
import { AttemptLimits, auditOf, type SeatedCaller } from '@yigou/identity';
import { DisputePacks } from '@yigou/oversight';
import { Database } from '@yigou/platform';
import type { FastifyReply } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';
import { sendPack } from './send-pack';

/** What the platform shows to the payment provider for the orders of a disputed payment. */
@Controller()
export class DisputeController {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditLog,
    private readonly packs: DisputePacks,
    private readonly limits: AttemptLimits,
  ) {}

  /** The row of the trail comes first, so that nothing leaves without it. */
  @Handle('disputePack')
  async pack(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'disputePack'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.take('exportPerson', caller.actor.userId);
    const pack = await this.packs.of(caller, params.id);
    await this.audit.record(this.db, {
      ...auditOf(caller),
      action: 'oversight.dispute_pack_taken',
      subjectKind: 'payment',
      subjectId: pack.paymentId,
      summary: pack.summary,
      data: { disputeId: params.id },
    });
    await sendPack(reply, pack, 'dispute-pack.zip');
  }
}
