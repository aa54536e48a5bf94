import { Controller, Req, Res } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { Dashboards, Exports } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';
import { AuditedExport } from './audited-export';

/** A supplier's figures and its orders as a file. */
@Controller()
export class SupplierReportsController {
  constructor(
    private readonly dashboards: Dashboards,
    private readonly exports: Exports,
    private readonly audited: AuditedExport,
  ) {}

  @Handle('supplierDashboard')
  dashboard(@Seated() by: SeatedCaller): Promise<RouteResponse<'supplierDashboard'>> {
    return this.dashboards.supplier(by.seat.organisationId);
  }

  @Handle('exportSupplierOrders')
  async export(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'exportSupplierOrders'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = this.exports.supplierOrders(by.seat.organisationId, query);
    await this.audited.send(file, { by, kind: 'orders' }, request, reply);
  }
}
