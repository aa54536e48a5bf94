import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Dashboard, ExportKind, OrderView, RouteInput, RouteResponse } from '@yigou/contracts';
import { type Actor, requireMembership } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { OrderQueries } from '@yigou/orders';
import { CONFIG, type Config } from '@yigou/platform';
import { ConsoleTables, Dashboards, Exports } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input } from '../http/request';
import { AuditedExport } from './audited-export';
import { regionOf, requireNational } from './scope';

/** What knows no region: the whole country's administrators alone read it. */
const NATIONAL: ReadonlySet<ExportKind> = new Set(['payments', 'audit']);

/** The administration console reads; every query stays within the caller's region. */
@Controller()
export class AdminController {
  constructor(
    private readonly dashboards: Dashboards,
    private readonly tables: ConsoleTables,
    private readonly orders: OrderQueries,
    private readonly exports: Exports,
    private readonly audited: AuditedExport,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Handle('adminDashboard')
  dashboard(@CurrentActor() actor: Actor, @Input() { query }: RouteInput<'adminDashboard'>): Promise<Dashboard> {
    return this.dashboards.administration(regionOf(actor), query);
  }

  @Handle('listSuppliers')
  suppliers(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listSuppliers'>,
  ): Promise<RouteResponse<'listSuppliers'>> {
    return this.tables.suppliers(regionOf(actor), query);
  }

  @Handle('listCertificates')
  certificates(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listCertificates'>,
  ): Promise<RouteResponse<'listCertificates'>> {
    return this.tables.certificates(regionOf(actor), query);
  }

  @Handle('listAdminProducts')
  products(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listAdminProducts'>,
  ): Promise<RouteResponse<'listAdminProducts'>> {
    return this.tables.products(regionOf(actor), query);
  }

  @Handle('listAdminOrders')
  listOrders(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listAdminOrders'>,
  ): Promise<RouteResponse<'listAdminOrders'>> {
    return this.orders.list(regionOf(actor), query);
  }

  @Handle('getAdminOrder')
  order(@CurrentActor() actor: Actor, @Input() { params }: RouteInput<'getAdminOrder'>): Promise<OrderView> {
    return this.orders.view(regionOf(actor), params.id);
  }

  @Handle('listPayments')
  payments(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listPayments'>,
  ): Promise<RouteResponse<'listPayments'>> {
    requireNational(actor);
    return this.tables.payments(query);
  }

  @Handle('listAudit')
  audit(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listAudit'>,
  ): Promise<RouteResponse<'listAudit'>> {
    requireNational(actor);
    return this.tables.audit(query);
  }

  /** Mails hold links that sign people in: outside the demo and development this list does not exist. */
  @Handle('listMails')
  mails(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listMails'>,
  ): Promise<RouteResponse<'listMails'>> {
    requireNational(actor);
    if (!this.config.YIGOU_DEMO && this.config.NODE_ENV === 'production') throw new DomainError('not_found');
    return this.tables.mails(query);
  }

  @Handle('exportAdmin')
  async export(
    @CurrentActor() actor: Actor,
    @Input() { params, query }: RouteInput<'exportAdmin'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const membership = NATIONAL.has(params.kind) ? requireNational(actor) : requireMembership(actor, 'administration');
    const file = this.exports.admin(params.kind, membership, query);
    await this.audited.send(file, { actor, membership, kind: params.kind }, request, reply);
  }
}
