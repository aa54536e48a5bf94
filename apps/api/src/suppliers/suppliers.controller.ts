import { Controller } from '@nestjs/common';
import { ExitSupplier } from '@yigou/certification';
import type { MechanismView, RouteInput, RouteResponse, SupplierFile } from '@yigou/contracts';
import type { Caller, SeatedCaller } from '@yigou/identity';
import { Mandates } from '@yigou/households';
import type { IdempotencyClaim } from '@yigou/platform';
import {
  BenefitLinks,
  Licences,
  Mechanisms,
  RegisterSupplier,
  SupplierFileCommands,
  SupplierFiles,
} from '@yigou/suppliers';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once, Seated } from '../http/request';

/** A supplier registers, says who it is and whom it carries. */
@Controller()
export class SuppliersController {
  constructor(
    private readonly registration: RegisterSupplier,
    private readonly files: SupplierFiles,
    private readonly commands: SupplierFileCommands,
    private readonly exits: ExitSupplier,
    private readonly licences: Licences,
    private readonly mechanisms: Mechanisms,
    private readonly links: BenefitLinks,
    private readonly mandates: Mandates,
  ) {}

  @Handle('registerSupplier')
  register(
    @CurrentCaller() by: Caller,
    @Input() { body }: RouteInput<'registerSupplier'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'registerSupplier'>> {
    return this.registration.register(by, body, once);
  }

  @Handle('getSupplierFile')
  file(@Seated() by: SeatedCaller): Promise<SupplierFile> {
    return this.files.get(by.seat.organisationId);
  }

  @Handle('saveSupplierFile')
  save(@Seated() by: SeatedCaller, @Input() { body }: RouteInput<'saveSupplierFile'>): Promise<SupplierFile> {
    return this.commands.save(by, body);
  }

  @Handle('submitSupplierFile')
  submit(@Seated() by: SeatedCaller, @Input() { body }: RouteInput<'submitSupplierFile'>): Promise<SupplierFile> {
    return this.commands.submit(by, body.version);
  }

  @Handle('exitSupplier')
  exit(@Seated() by: SeatedCaller, @Input() { body }: RouteInput<'exitSupplier'>): Promise<SupplierFile> {
    return this.exits.execute(by, body.reason);
  }

  @Handle('addLicence')
  addLicence(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'addLicence'>,
    @Once() once: IdempotencyClaim,
  ): Promise<SupplierFile> {
    return this.licences.add(by, body, once);
  }

  @Handle('removeLicence')
  removeLicence(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'removeLicence'>): Promise<SupplierFile> {
    return this.licences.remove(by, params.id);
  }

  @Handle('listMechanisms')
  async listMechanisms(@Seated() by: SeatedCaller): Promise<RouteResponse<'listMechanisms'>> {
    return { items: await this.mechanisms.list(by.seat.organisationId) };
  }

  @Handle('createMechanism')
  createMechanism(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'createMechanism'>,
    @Once() once: IdempotencyClaim,
  ): Promise<MechanismView> {
    return this.mechanisms.create(by, body, once);
  }

  @Handle('updateMechanism')
  updateMechanism(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'updateMechanism'>,
  ): Promise<MechanismView> {
    return this.mechanisms.update(by, params.id, body);
  }

  @Handle('endMechanism')
  async endMechanism(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'endMechanism'>,
  ): Promise<Record<string, never>> {
    await this.mechanisms.end(by, params.id);
    return {};
  }

  @Handle('listBenefitLinks')
  listLinks(
    @Seated() by: SeatedCaller,
    @Input() { params, query }: RouteInput<'listBenefitLinks'>,
  ): Promise<RouteResponse<'listBenefitLinks'>> {
    return this.links.list(by.seat.organisationId, params.id, query);
  }

  @Handle('linkHousehold')
  link(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'linkHousehold'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'linkHousehold'>> {
    return this.links.link(by, params.id, body, once);
  }

  @Handle('unlinkHousehold')
  async unlink(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'unlinkHousehold'>,
  ): Promise<Record<string, never>> {
    await this.links.unlink(by, params.id);
    return {};
  }

  @Handle('listActsOnBehalf')
  async acts(@Seated() by: SeatedCaller): Promise<RouteResponse<'listActsOnBehalf'>> {
    return { items: await this.mandates.acts({ supplierId: by.seat.organisationId }) };
  }
}
