import { Controller, Req, Res } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Actor, requireMembership } from '@yigou/identity';
import { Dashboards, Exports } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input } from '../http/request';
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
  dashboard(@CurrentActor() actor: Actor): Promise<RouteResponse<'supplierDashboard'>> {
    return this.dashboards.supplier(requireMembership(actor, 'supplier').organisationId);
  }

  @Handle('exportSupplierOrders')
  async export(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'exportSupplierOrders'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const membership = requireMembership(actor, 'supplier');
    const file = this.exports.supplierOrders(membership.organisationId, query);
    await this.audited.send(file, { actor, membership, kind: 'orders' }, request, reply);
  }
}
