import { Controller, Req } from '@nestjs/common';
import { FreightTable, MAX_PICTURE_BYTES, ProductCommands, ProductPhotos, SupplierProducts } from '@yigou/catalogue';
import type { RouteInput, RouteResponse, SupplierProduct } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { Database, type IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, Input, Once, Seated } from '../http/request';
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
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listSupplierProducts'>,
  ): Promise<RouteResponse<'listSupplierProducts'>> {
    return this.products.list(by.seat.organisationId, query);
  }

  @Handle('getSupplierProduct')
  get(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'getSupplierProduct'>): Promise<SupplierProduct> {
    return this.products.get(by.seat.organisationId, params.id);
  }

  @Handle('createSupplierProduct')
  create(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'createSupplierProduct'>,
    @Once() once: IdempotencyClaim,
  ): Promise<SupplierProduct> {
    return this.commands.create(by, body, once);
  }

  @Handle('updateSupplierProduct')
  update(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'updateSupplierProduct'>,
  ): Promise<SupplierProduct> {
    return this.commands.update(by, params.id, body);
  }

  @Handle('publishProduct')
  publish(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'publishProduct'>): Promise<SupplierProduct> {
    return this.commands.publish(by, params.id);
  }

  @Handle('withdrawProduct')
  withdraw(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'withdrawProduct'>): Promise<SupplierProduct> {
    return this.commands.withdraw(by, params.id);
  }

  @Handle('adjustStock')
  adjust(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'adjustStock'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'adjustStock'>> {
    return this.commands.adjustStock(by, params.id, body, once);
  }

  @Handle('saveBulkOffer')
  bulkOffer(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'saveBulkOffer'>,
  ): Promise<SupplierProduct> {
    return this.commands.setBulkOffer(by, params.id, body.offer);
  }

  @Handle('uploadPhoto')
  async upload(
    @Seated() by: SeatedCaller,
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'uploadPhoto'>,
  ): Promise<RouteResponse<'uploadPhoto'>> {
    const { body } = await uploadOf(request, MAX_PICTURE_BYTES);
    return this.photos.add(by, params.id, body);
  }

  @Handle('deletePhoto')
  async deletePhoto(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'deletePhoto'>,
  ): Promise<Record<string, never>> {
    await this.photos.remove(by, params.id, params.photoId);
    return {};
  }

  @Handle('getFreightRules')
  async freightRules(@Seated() by: SeatedCaller): Promise<RouteResponse<'getFreightRules'>> {
    const supplierId = by.seat.organisationId;
    return { rules: (await this.freight.load(this.db, [supplierId])).get(supplierId) ?? [] };
  }

  @Handle('setFreightRules')
  async setFreightRules(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'setFreightRules'>,
  ): Promise<RouteResponse<'setFreightRules'>> {
    await this.commands.setFreightRules(by, body.rules);
    return this.freightRules(by);
  }
}
