import { Controller, Req } from '@nestjs/common';
import { FreightTable, MAX_PICTURE_BYTES, ProductCommands, ProductPhotos, SupplierProducts } from '@yigou/catalogue';
import type { RouteInput, RouteResponse, SupplierProduct } from '@yigou/contracts';
import { type Actor } from '@yigou/identity';
import { Database, type IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input, Once } from '../http/request';
import { supplierActor, supplierIdOf } from './supplier-actor';
import { uploadOf } from './upload';

/** A supplier's own products, photos, stock and freight. */
@Controller()
export class SupplierProductsController {
  constructor(
    private readonly db: Database,
    private readonly products: SupplierProducts,
    private readonly commands: ProductCommands,
    private readonly photos: ProductPhotos,
    private readonly freight: FreightTable,
  ) {}

  @Handle('listSupplierProducts')
  list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listSupplierProducts'>,
  ): Promise<RouteResponse<'listSupplierProducts'>> {
    return this.products.list(supplierIdOf(actor), query);
  }

  @Handle('getSupplierProduct')
  get(@CurrentActor() actor: Actor, @Input() { params }: RouteInput<'getSupplierProduct'>): Promise<SupplierProduct> {
    return this.products.get(supplierIdOf(actor), params.id);
  }

  @Handle('createSupplierProduct')
  create(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'createSupplierProduct'>,
  ): Promise<SupplierProduct> {
    return this.commands.create(supplierActor(actor, request), body);
  }

  @Handle('updateSupplierProduct')
  update(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'updateSupplierProduct'>,
  ): Promise<SupplierProduct> {
    return this.commands.update(supplierActor(actor, request), params.id, body);
  }

  @Handle('publishProduct')
  publish(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'publishProduct'>,
  ): Promise<SupplierProduct> {
    return this.commands.publish(supplierActor(actor, request), params.id);
  }

  @Handle('withdrawProduct')
  withdraw(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'withdrawProduct'>,
  ): Promise<SupplierProduct> {
    return this.commands.withdraw(supplierActor(actor, request), params.id);
  }

  @Handle('adjustStock')
  adjust(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'adjustStock'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'adjustStock'>> {
    return this.commands.adjustStock(supplierActor(actor, request), params.id, body, once);
  }

  @Handle('uploadPhoto')
  async upload(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'uploadPhoto'>,
  ): Promise<RouteResponse<'uploadPhoto'>> {
    const { body } = await uploadOf(request, MAX_PICTURE_BYTES);
    return this.photos.add(supplierActor(actor, request), params.id, body);
  }

  @Handle('deletePhoto')
  async deletePhoto(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'deletePhoto'>,
  ): Promise<Record<string, never>> {
    await this.photos.remove(supplierActor(actor, request), params.id, params.photoId);
    return {};
  }

  @Handle('getFreightRules')
  async freightRules(@CurrentActor() actor: Actor): Promise<RouteResponse<'getFreightRules'>> {
    const supplierId = supplierIdOf(actor);
    return { rules: (await this.freight.load(this.db, [supplierId])).get(supplierId) ?? [] };
  }

  @Handle('setFreightRules')
  async setFreightRules(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'setFreightRules'>,
  ): Promise<RouteResponse<'setFreightRules'>> {
    await this.commands.setFreightRules(supplierActor(actor, request), body.rules);
    return this.freightRules(actor);
  }
}
