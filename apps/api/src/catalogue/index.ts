import { CATALOGUE } from '@yigou/catalogue';
import { inApi } from '../context';
import { CatalogueController } from './catalogue.controller';
import { ImportsController } from './imports.controller';
import { MediaController } from './media.controller';
import { SupplierProductsController } from './supplier-products.controller';

export const catalogueInApi = inApi(CATALOGUE, {
  controllers: [CatalogueController, ImportsController, MediaController, SupplierProductsController],
});
