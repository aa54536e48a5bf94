import { Module } from '@nestjs/common';
import { InventoryModule } from '@yigou/inventory';
import { RegionsModule } from '@yigou/regions';
import { FreightTable } from './freight-table';
import { OrderableSkus } from './orderable-skus';
import { Product } from './product.entity';
import { Sku } from './sku.entity';

export const CATALOGUE_ENTITIES = [Product, Sku];

const SERVICES = [OrderableSkus, FreightTable];

@Module({ imports: [InventoryModule, RegionsModule], providers: SERVICES, exports: SERVICES })
export class CatalogueModule {}
