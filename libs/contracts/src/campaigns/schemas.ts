import * as z from 'zod';
import { MOST_DEPOSIT_BP } from './deposits-schemas';
import type { CAMPAIGNS_POLICIES } from './labels';
import { RECIPIENTS_POLICY_VALUES } from './recipients-schemas';

export * from './authoring-schemas';
export * from './deposits-schemas';
export * from './leaders-schemas';
export * from './recipients-schemas';

/** What each policy parameter of this context may hold. */
export const CAMPAIGNS_POLICY_VALUES = {
  'campaigns.pay_minutes': z.int().min(5).max(1_440),
  'campaigns.settle_days': z.int().min(1).max(180),
  'campaigns.stock_wait_days': z.int().min(0).max(90),
  'campaigns.max_days': z.int().min(1).max(365),
  'campaigns.open_per_organiser': z.int().min(1).max(1_000),
  'campaigns.report_days': z.int().min(1).max(180),
  'campaigns.address_days': z.int().min(1).max(365),
  // 民法典第586条: above a fifth of the price it is no deposit.
  'campaigns.deposit_most_bp': z.int().min(100).max(MOST_DEPOSIT_BP),
  'campaigns.deposit_least_bp': z.int().min(1).max(MOST_DEPOSIT_BP),
  'campaigns.balance_days': z.int().min(3).max(30),
  'campaigns.balance_reminder_hours': z.int().min(6).max(168),
  'campaigns.leaders_per_campaign': z.int().min(1).max(200),
  'campaigns.led_per_person': z.int().min(1).max(200),
  'campaigns.leader_names_days': z.int().min(1).max(365),
  'campaigns.own_points': z.int().min(0).max(200),
  'campaigns.pool_wait_hours': z.int().min(1).max(720),
  'campaigns.substitute_days': z.int().min(2).max(60),
  ...RECIPIENTS_POLICY_VALUES,
} as const satisfies Record<keyof typeof CAMPAIGNS_POLICIES, z.core.$ZodType>;
