import { Controller, Req } from '@nestjs/common';
import { ExitSupplier } from '@yigou/certification';
import type { MechanismView, RouteInput, RouteResponse, SupplierFile } from '@yigou/contracts';
import { Mandates } from '@yigou/households';
import type { Actor } from '@yigou/identity';
import {
  BenefitLinks,
  Licences,
  Mechanisms,
  RegisterSupplier,
  type SupplierBy,
  supplierBy,
  SupplierFileCommands,
  SupplierFiles,
} from '@yigou/suppliers';
import { supplierIdOf } from '../catalogue/supplier-actor';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input } from '../http/request';

const by = (actor: Actor, request: ApiRequest): SupplierBy => supplierBy(actor, request.ip);

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
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'registerSupplier'>,
  ): Promise<RouteResponse<'registerSupplier'>> {
    return this.registration.register(actor, body, request.ip);
  }

  @Handle('getSupplierFile')
  file(@CurrentActor() actor: Actor): Promise<SupplierFile> {
    return this.files.get(supplierIdOf(actor));
  }

  @Handle('saveSupplierFile')
  save(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'saveSupplierFile'>,
  ): Promise<SupplierFile> {
    return this.commands.save(by(actor, request), body);
  }

  @Handle('submitSupplierFile')
  submit(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'submitSupplierFile'>,
  ): Promise<SupplierFile> {
    return this.commands.submit(by(actor, request), body.version);
  }

  @Handle('exitSupplier')
  exit(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'exitSupplier'>,
  ): Promise<SupplierFile> {
    return this.exits.execute(by(actor, request), body.reason);
  }

  @Handle('addLicence')
  addLicence(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'addLicence'>,
  ): Promise<SupplierFile> {
    return this.licences.add(by(actor, request), body);
  }

  @Handle('removeLicence')
  removeLicence(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'removeLicence'>,
  ): Promise<SupplierFile> {
    return this.licences.remove(by(actor, request), params.id);
  }

  @Handle('listMechanisms')
  async listMechanisms(@CurrentActor() actor: Actor): Promise<RouteResponse<'listMechanisms'>> {
    return { items: await this.mechanisms.list(supplierIdOf(actor)) };
  }

  @Handle('createMechanism')
  createMechanism(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'createMechanism'>,
  ): Promise<MechanismView> {
    return this.mechanisms.create(by(actor, request), body);
  }

  @Handle('updateMechanism')
  updateMechanism(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'updateMechanism'>,
  ): Promise<MechanismView> {
    return this.mechanisms.update(by(actor, request), params.id, body);
  }

  @Handle('endMechanism')
  async endMechanism(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'endMechanism'>,
  ): Promise<Record<string, never>> {
    await this.mechanisms.end(by(actor, request), params.id);
    return {};
  }

  @Handle('listBenefitLinks')
  listLinks(
    @CurrentActor() actor: Actor,
    @Input() { params, query }: RouteInput<'listBenefitLinks'>,
  ): Promise<RouteResponse<'listBenefitLinks'>> {
    return this.links.list(supplierIdOf(actor), params.id, query);
  }

  @Handle('linkHousehold')
  link(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'linkHousehold'>,
  ): Promise<RouteResponse<'linkHousehold'>> {
    return this.links.link(by(actor, request), params.id, body);
  }

  @Handle('unlinkHousehold')
  async unlink(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'unlinkHousehold'>,
  ): Promise<Record<string, never>> {
    await this.links.unlink(by(actor, request), params.id);
    return {};
  }

  @Handle('listActsOnBehalf')
  async acts(@CurrentActor() actor: Actor): Promise<RouteResponse<'listActsOnBehalf'>> {
    return { items: await this.mandates.acts({ supplierId: supplierIdOf(actor) }) };
  }
}
