import { get } from '../path.ts';

export const pricesPaths = {
  checkPrice: get('/supplier/price-check', 'supplier'),
  listPriceFlags: get('/admin/price-flags', 'administration'),
} as const;
