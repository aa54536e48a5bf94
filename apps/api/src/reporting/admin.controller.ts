import { Controller, Inject, Req, Res } from '@nestjs/common';
import {
  type Dashboard,
  EXPORT_FILTERS,
  type ExportKind,
  mayCall,
  type OrderView,
  paths,
  type RouteId,
  type RouteInput,
  type RouteResponse,
} from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { OrderQueries } from '@yigou/orders';
import { CONFIG, type Config } from '@yigou/platform';
import { ConsoleTables, Dashboards, Exports } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { checked, Input, Seated } from '../http/request';
import { AuditedExport } from './audited-export';

/** The list that an export is a file of: who reads the one takes the other. */
const LIST_OF: Readonly<Record<ExportKind, RouteId>> = {
  suppliers: 'listSuppliers',
  certificates: 'listCertificates',
  products: 'listAdminProducts',
  orders: 'listAdminOrders',
  payments: 'listPayments',
  audit: 'listAudit',
};

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
  dashboard(@Seated() by: SeatedCaller, @Input() { query }: RouteInput<'adminDashboard'>): Promise<Dashboard> {
    return this.dashboards.administration(by.seat, query);
  }

  @Handle('listSuppliers')
  suppliers(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listSuppliers'>,
  ): Promise<RouteResponse<'listSuppliers'>> {
    return this.tables.suppliers(by.seat, query);
  }

  @Handle('listOrganisations')
  organisations(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listOrganisations'>,
  ): Promise<RouteResponse<'listOrganisations'>> {
    return this.tables.organisations(by.seat, query);
  }

  @Handle('listCertificates')
  certificates(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listCertificates'>,
  ): Promise<RouteResponse<'listCertificates'>> {
    return this.tables.certificates(by.seat, query);
  }

  @Handle('listAdminProducts')
  products(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listAdminProducts'>,
  ): Promise<RouteResponse<'listAdminProducts'>> {
    return this.tables.products(by.seat, query);
  }

  @Handle('listAdminOrders')
  listOrders(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listAdminOrders'>,
  ): Promise<RouteResponse<'listAdminOrders'>> {
    return this.orders.list(by.seat, query);
  }

  @Handle('getAdminOrder')
  order(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'getAdminOrder'>): Promise<OrderView> {
    return this.orders.view(by.seat, params.id);
  }

  @Handle('listPayments')
  payments(@Input() { query }: RouteInput<'listPayments'>): Promise<RouteResponse<'listPayments'>> {
    return this.tables.payments(query);
  }

  @Handle('listAudit')
  audit(@Input() { query }: RouteInput<'listAudit'>): Promise<RouteResponse<'listAudit'>> {
    return this.tables.audit(query);
  }

  /** Mails hold links that sign people in: outside the demo and development this list does not exist. */
  @Handle('listMails')
  mails(@Input() { query }: RouteInput<'listMails'>): Promise<RouteResponse<'listMails'>> {
    if (!this.config.YIGOU_DEMO && this.config.NODE_ENV === 'production') throw new DomainError('not_found');
    return this.tables.mails(query);
  }

  @Handle('exportAdmin')
  async export(
    @Seated() by: SeatedCaller,
    @Input() { params, query }: RouteInput<'exportAdmin'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!mayCall(paths[LIST_OF[params.kind]], by.seat)) throw new DomainError('forbidden');
    const file = this.exports.admin(params.kind, by.seat, checked(EXPORT_FILTERS[params.kind].strict(), query));
    await this.audited.send(file, { by, kind: params.kind }, request, reply);
  }
}
