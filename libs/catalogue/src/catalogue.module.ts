import { Module } from '@nestjs/common';
import { CertificationModule } from '@yigou/certification';
import { InventoryModule } from '@yigou/inventory';
import { PricesModule } from '@yigou/prices';
import { RegionsModule } from '@yigou/regions';
import { CategoryTree } from './category-tree';
import { FreightTable } from './freight-table';
import { ComparedGoods } from './compared-goods.queries';
import { GoodsMatches } from './goods-matches.queries';
import { Home } from './home.queries';
import { ImportProducts } from './import/import-products';
import { ImportRefusals } from './import/import-refusals';
import { ImportRuns } from './import/import-runs';
import { UndoImport } from './import/undo-import';
import { WorkImport } from './import/work-import';
import { OrderableSkus } from './orderable-skus';
import { ProductDetails } from './product-detail.queries';
import { PriceFlags } from './prices/price-flags.queries';
import { PriceSpread } from './price-spread';
import { ProductFacetCounts } from './product-facets.queries';
import { ShelfFilters } from './product-filter';
import { ProductLists } from './product-list.queries';
import { SalesCounter } from './sales-counter';
import { Shelves } from './shelves';
import { Suggestions } from './suggestions.queries';
import { CertifiedScope } from './supplier/certified-scope';
import { PriceWatch } from './supplier/price-watch';
import { ProductCommands } from './supplier/product-commands';
import { ProductPhotos } from './supplier/product-photos';
import { SupplierProducts } from './supplier/supplier-products.queries';

const SERVICES = [
  OrderableSkus,
  ComparedGoods,
  GoodsMatches,
  FreightTable,
  CategoryTree,
  PriceSpread,
  ShelfFilters,
  ProductLists,
  ProductFacetCounts,
  ProductDetails,
  Suggestions,
  Home,
  SupplierProducts,
  PriceWatch,
  CertifiedScope,
  ProductCommands,
  ProductPhotos,
  SalesCounter,
  Shelves,
  PriceFlags,
  ImportProducts,
  ImportRefusals,
  ImportRuns,
  UndoImport,
  WorkImport,
];

@Module({
  imports: [InventoryModule, RegionsModule, PricesModule, CertificationModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class CatalogueModule {}
