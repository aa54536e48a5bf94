import { CATALOGUE_POLICY_CODES } from '@yigou/contracts';
import { defineContext, derivedPlace, followsCode, followsPrefix } from '@yigou/platform';
import { ImportRequested } from './catalogue.events';
import { CatalogueModule } from './catalogue.module';
import { CATALOGUE_WAITING } from './catalogue.waiting';
import { CATALOGUE_ENTITIES } from './entities';
import { IMPORT_RUN } from './import/import-status';
import { PRODUCT } from './supplier/product-status';

export const CATALOGUE = defineContext({
  name: 'catalogue',
  module: CatalogueModule,
  entities: CATALOGUE_ENTITIES,
  tables: [
    'category',
    'county_shelf',
    'freight_rule',
    'goods_category',
    'import_change',
    'import_refusal',
    'import_run',
    'listing',
    'price_change',
    'product',
    'product_photo',
    'search_word',
    'sku',
    'watermark',
  ],
  events: [ImportRequested],
  machines: [PRODUCT, IMPORT_RUN],
  policies: CATALOGUE_POLICY_CODES,
  waiting: CATALOGUE_WAITING,
  places: {
    'product.county_code': followsCode('商品', { unique: ['supplier_id', 'name'] }),
    'freight_rule.region_prefix': followsPrefix('运费规则', { unique: ['supplier_id'], whole: true }),
    'listing.county_code': derivedPlace('refreshListings'),
    'listing.county_name': derivedPlace('refreshListings'),
    'listing.county_path': derivedPlace('refreshListings'),
  },
});
