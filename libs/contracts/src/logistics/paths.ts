import { once, post } from '../path.ts';

export const logisticsPaths = {
  shipOrder: once('/supplier/orders/:id/shipments', 'supplier'),
  carrierWebhook: post('/webhooks/carrier', 'signature'),
} as const;
