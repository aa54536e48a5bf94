import { Controller, Req } from '@nestjs/common';
import {
  ApplicationCommands,
  ApplicationQueries,
  ExitCertificate,
  SubmitApplication,
  SupplierCertificateLists,
} from '@yigou/certification';
import type { ApplicationView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { supplierIdOf } from '../catalogue/supplier-actor';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input, Once } from '../http/request';

/** A supplier's own applications and certificates. */
@Controller()
export class ApplicationsController {
  constructor(
    private readonly queries: ApplicationQueries,
    private readonly commands: ApplicationCommands,
    private readonly submitting: SubmitApplication,
    private readonly certificates: SupplierCertificateLists,
    private readonly exits: ExitCertificate,
  ) {}

  @Handle('listApplications')
  list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listApplications'>,
  ): Promise<RouteResponse<'listApplications'>> {
    return this.queries.ofSupplier(supplierIdOf(actor), query);
  }

  @Handle('getApplication')
  get(@CurrentActor() actor: Actor, @Input() { params }: RouteInput<'getApplication'>): Promise<ApplicationView> {
    return this.queries.own(supplierIdOf(actor), params.id);
  }

  @Handle('createApplication')
  async create(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'createApplication'>,
  ): Promise<ApplicationView> {
    const id = await this.commands.create(actor, body, request.ip);
    return this.queries.own(supplierIdOf(actor), id);
  }

  @Handle('saveApplication')
  async save(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'saveApplication'>,
  ): Promise<ApplicationView> {
    await this.commands.save(actor, params.id, body, request.ip);
    return this.queries.own(supplierIdOf(actor), params.id);
  }

  @Handle('attachApplicationEvidence')
  async attach(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'attachApplicationEvidence'>,
  ): Promise<ApplicationView> {
    await this.commands.attach(actor, params.id, body, request.ip);
    return this.queries.own(supplierIdOf(actor), params.id);
  }

  @Handle('detachApplicationEvidence')
  async detach(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'detachApplicationEvidence'>,
  ): Promise<ApplicationView> {
    await this.commands.detach(actor, params.id, params.evidenceId, request.ip);
    return this.queries.own(supplierIdOf(actor), params.id);
  }

  @Handle('submitApplication')
  async submit(
    @CurrentActor() actor: Actor,
    @Input() { params, body }: RouteInput<'submitApplication'>,
    @Once() once: IdempotencyClaim,
  ): Promise<ApplicationView> {
    await this.submitting.execute(actor, params.id, body.version, once);
    return this.queries.own(supplierIdOf(actor), params.id);
  }

  @Handle('withdrawApplication')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Input() { params, body }: RouteInput<'withdrawApplication'>,
  ): Promise<ApplicationView> {
    await this.commands.withdraw(actor, params.id, body.reason);
    return this.queries.own(supplierIdOf(actor), params.id);
  }

  @Handle('listSupplierCertificates')
  own(@CurrentActor() actor: Actor): Promise<RouteResponse<'listSupplierCertificates'>> {
    return this.certificates.of(supplierIdOf(actor));
  }

  @Handle('exitCertificate')
  async exit(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'exitCertificate'>,
  ): Promise<RouteResponse<'exitCertificate'>> {
    await this.exits.execute(actor, params.id, body.reason, request.ip);
    return this.certificates.of(supplierIdOf(actor));
  }
}
