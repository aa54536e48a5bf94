import type * as z from 'zod';
import { AFTERSALES_POLICY_VALUES } from './aftersales/schemas';
import { CAMPAIGNS_POLICY_VALUES } from './campaigns/schemas';
import { CERTIFICATION_POLICY_VALUES } from './certification/schemas';
import { INVENTORY_POLICY_VALUES } from './inventory/schemas';
import { NOTIFICATIONS_POLICY_VALUES } from './notifications/schemas';
import { CATALOGUE_POLICY_VALUES } from './catalogue/schemas';
import { ORDERS_POLICY_VALUES } from './orders/schemas';
import { OVERSIGHT_POLICY_VALUES } from './oversight/schemas';
import { PAYMENTS_POLICY_VALUES } from './payments/schemas';
import { PRICES_POLICY_VALUES } from './prices/schemas';
import { PROCUREMENT_POLICY_VALUES } from './procurement/schemas';
import { PURCHASING_POLICY_VALUES } from './purchasing/schemas';
import { SUPERVISION_POLICY_VALUES } from './supervision/schemas';
import { SUPPLIERS_POLICY_VALUES } from './suppliers/schemas';
import type { PolicyName } from './labels';
import { merge } from './merge';

/** What each policy parameter may hold. Numbers differ by year and region, so none of them is a constant in code. */
export const POLICY_VALUES = merge({
  aftersales: AFTERSALES_POLICY_VALUES,
  campaigns: CAMPAIGNS_POLICY_VALUES,
  certification: CERTIFICATION_POLICY_VALUES,
  inventory: INVENTORY_POLICY_VALUES,
  notifications: NOTIFICATIONS_POLICY_VALUES,
  catalogue: CATALOGUE_POLICY_VALUES,
  orders: ORDERS_POLICY_VALUES,
  oversight: OVERSIGHT_POLICY_VALUES,
  payments: PAYMENTS_POLICY_VALUES,
  prices: PRICES_POLICY_VALUES,
  procurement: PROCUREMENT_POLICY_VALUES,
  purchasing: PURCHASING_POLICY_VALUES,
  supervision: SUPERVISION_POLICY_VALUES,
  suppliers: SUPPLIERS_POLICY_VALUES,
}) satisfies Record<PolicyName, z.core.$ZodType>;
