import { Category } from './category.entity';
import { FreightRule } from './freight-rule.entity';
import { ImportChange } from './import/import-change.entity';
import { ImportRefusal } from './import/import-refusal.entity';
import { ImportRun } from './import/import-run.entity';
import { Listing } from './listing.entity';
import { ProductPhoto } from './product-photo.entity';
import { Product } from './product.entity';
import { SearchWord } from './search/search-word.entity';
import { Sku } from './sku.entity';
import { PriceChange } from './supplier/price-change.entity';
import { Watermark } from './watermark.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const CATALOGUE_ENTITIES = [
  Category,
  FreightRule,
  ImportChange,
  ImportRefusal,
  ImportRun,
  Listing,
  PriceChange,
  Product,
  ProductPhoto,
  SearchWord,
  Sku,
  Watermark,
];
