import { Controller, Res } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { AttemptLimits, auditOf, type SeatedCaller } from '@yigou/identity';
import { AuditPacks, UnitRecords } from '@yigou/oversight';
import { Database } from '@yigou/platform';
import { ShareLists } from '@yigou/procurement';
import type { FastifyReply } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';
import { sendPack } from './send-pack';

/** What an auditor reads of the units of the region, and takes away. */
@Controller()
export class AuditorController {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditLog,
    private readonly lists: ShareLists,
    private readonly records: UnitRecords,
    private readonly packs: AuditPacks,
    private readonly limits: AttemptLimits,
  ) {}

  @Handle('listAuditedUnits')
  units(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listAuditedUnits'>,
  ): Promise<RouteResponse<'listAuditedUnits'>> {
    return this.lists.region(caller, query, 'auditor');
  }

  @Handle('listUnitRecords')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { params, query }: RouteInput<'listUnitRecords'>,
  ): Promise<RouteResponse<'listUnitRecords'>> {
    return this.records.list(caller, params.id, query);
  }

  /** The row of the trail comes first, so that nothing leaves without it. */
  @Handle('auditPack')
  async pack(
    @Seated() caller: SeatedCaller,
    @Input() { params, query }: RouteInput<'auditPack'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.take('exportPerson', caller.actor.userId);
    const pack = await this.packs.of(caller, params.id, query);
    await this.audit.record(this.db, {
      ...auditOf(caller),
      action: 'oversight.pack_taken',
      subjectKind: 'budget_unit',
      subjectId: params.id,
      summary: `下载${pack.unitName}的审计资料包（${query.from} 至 ${query.to}）`,
      data: { ...query, regionPrefix: caller.seat.regionPrefix },
    });
    await sendPack(reply, pack, 'audit-pack.zip');
  }
}
