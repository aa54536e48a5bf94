import { Controller } from '@nestjs/common';
import {
  ApplicationCommands,
  ApplicationQueries,
  ExitCertificate,
  SubmitApplication,
  SupplierCertificateLists,
} from '@yigou/certification';
import type { ApplicationView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

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
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listApplications'>,
  ): Promise<RouteResponse<'listApplications'>> {
    return this.queries.ofSupplier(by.seat.organisationId, query);
  }

  @Handle('getApplication')
  get(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'getApplication'>): Promise<ApplicationView> {
    return this.queries.own(by.seat.organisationId, params.id);
  }

  @Handle('createApplication')
  async create(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'createApplication'>,
    @Once() once: IdempotencyClaim,
  ): Promise<ApplicationView> {
    const id = await this.commands.create(by, body, once);
    return this.queries.own(by.seat.organisationId, id);
  }

  @Handle('saveApplication')
  async save(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'saveApplication'>,
  ): Promise<ApplicationView> {
    await this.commands.save(by, params.id, body);
    return this.queries.own(by.seat.organisationId, params.id);
  }

  @Handle('attachApplicationEvidence')
  async attach(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'attachApplicationEvidence'>,
  ): Promise<ApplicationView> {
    await this.commands.attach(by, params.id, body);
    return this.queries.own(by.seat.organisationId, params.id);
  }

  @Handle('detachApplicationEvidence')
  async detach(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'detachApplicationEvidence'>,
  ): Promise<ApplicationView> {
    await this.commands.detach(by, params.id, params.evidenceId);
    return this.queries.own(by.seat.organisationId, params.id);
  }

  @Handle('submitApplication')
  async submit(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'submitApplication'>,
    @Once() once: IdempotencyClaim,
  ): Promise<ApplicationView> {
    await this.submitting.execute(by, params.id, body.version, once);
    return this.queries.own(by.seat.organisationId, params.id);
  }

  @Handle('withdrawApplication')
  async withdraw(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'withdrawApplication'>,
  ): Promise<ApplicationView> {
    await this.commands.withdraw(by, params.id, body.reason);
    return this.queries.own(by.seat.organisationId, params.id);
  }

  @Handle('listSupplierCertificates')
  own(@Seated() by: SeatedCaller): Promise<RouteResponse<'listSupplierCertificates'>> {
    return this.certificates.of(by.seat.organisationId);
  }

  @Handle('exitCertificate')
  async exit(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'exitCertificate'>,
  ): Promise<RouteResponse<'exitCertificate'>> {
    await this.exits.execute(by, params.id, body.reason);
    return this.certificates.of(by.seat.organisationId);
  }
}
