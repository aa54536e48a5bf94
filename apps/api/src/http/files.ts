import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { Route, RouteId } from '@yigou/contracts';
import { AttemptLimits, auditOf, type Caller } from '@yigou/identity';
import { Database } from '@yigou/platform';
import type { FastifyInstance } from 'fastify';
import type { Readable } from 'node:stream';
import type { ApiRequest } from './request';

/**
 * Files with other people's or an organisation's data that somebody takes away, by what the trail calls them. Whatever `AuditedExport` sends, and the packs, count and
 * write for themselves, since they say more of what was taken; `routes.http.spec.ts` asks for every route that answers with a file.
 */
export const TAKEN_AWAY: Readonly<Partial<Record<RouteId, string>>> = {
  orderContract: '采购合同',
  supplierOrderContract: '采购合同',
  packingSlip: '送货单',
  shareBulletinXlsx: '预留份额通报',
  shareBulletinPdf: '预留份额通报',
  acceptancePdf: '验收单',
  inspectionLedgerPdf: '进货查验台账',
  statementPdf: '对账单',
  supplierStatementPdf: '对账单',
  invoiceFile: '发票原件',
  issuedInvoiceFile: '发票原件',
  exportCampaignPacks: '装箱清单',
  sortingListXlsx: '分拣单',
  sortingListPdf: '分拣单',
  handOutListPdf: '分发名单',
  importRefusedRows: '没有导入的行',
};

/** How many files a person brings and takes in a day, and the trail of those that were taken. Asked by the guard, so that no controller forgets it. */
@Injectable()
export class Files {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditLog,
    private readonly limits: AttemptLimits,
  ) {}

  /** Counts before anything is read or drawn; throws `rate_limited`. What is taken is written down when it leaves. */
  async begin(route: Route, caller: Caller, request: ApiRequest): Promise<void> {
    if (route.upload) {
      await this.limits.take('uploadAccount', caller.actor.userId);
      await this.limits.take('uploadAccountDay', caller.actor.userId);
    }
    const what = TAKEN_AWAY[route.id];
    if (what === undefined) return;
    await this.limits.take('exportPerson', caller.actor.userId);
    request.leaving = () => this.record(route, what, caller, request);
  }

  private async record(route: Route, what: string, caller: Caller, request: ApiRequest): Promise<void> {
    const { id } = (request.params ?? {}) as { id?: string };
    await this.audit.record(this.db, {
      ...auditOf(caller),
      action: 'platform.file_taken',
      subjectKind: 'export',
      subjectId: id ?? route.id,
      summary: `下载${what}`,
      data: { route: route.id },
    });
  }
}

/** The row of the trail comes before the first byte, so that nothing leaves without it; what is refused or not there leaves no row. */
export function installTrailOfFiles(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    const { leaving } = request as ApiRequest;
    if (!leaving || reply.statusCode !== 200) return done(null, payload);
    (request as ApiRequest).leaving = undefined;
    leaving().then(
      () => done(null, payload),
      (error: Error) => {
        (payload as Partial<Readable> | null)?.destroy?.();
        done(error);
      },
    );
  });
}
