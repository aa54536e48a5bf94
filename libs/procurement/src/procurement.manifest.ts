import { PROCUREMENT_POLICY_CODES } from '@yigou/contracts';
import { defineContext, derivedPlace, followsCode, keepsPlace } from '@yigou/platform';
import { SHARE_CORRECTION } from './attribution/correction-status';
import { ATTRIBUTION_INVARIANTS } from './attribution/attribution.invariants';
import { BUDGET_INVARIANTS } from './budgets/budget.invariants';
import { PROCUREMENT_ENTITIES } from './entities';
import { FILING_INVARIANTS } from './filings/filing.invariants';
import { FILING } from './filings/filing-status';
import { SHARE_SUM_INVARIANTS } from './rollups/share-sums.invariants';
import { STAFF_INVARIANTS } from './staff/staff.invariants';
import { UNIT_ADMISSION } from './units/unit-admission-status';
import { UNIT_CHANGE } from './units/unit-change-status';
import { UNIT_INVARIANTS } from './units/unit.invariants';
import { BulletinPublished } from './procurement.events';
import { ProcurementModule } from './procurement.module';
import { PROCUREMENT_WAITING } from './procurement.waiting';

export const PROCUREMENT = defineContext({
  name: 'procurement',
  module: ProcurementModule,
  entities: PROCUREMENT_ENTITIES,
  tables: [
    'budget_unit',
    'budget_unit_place',
    'budget_unit_path',
    'unit_above',
    'unit_roster_import',
    'unit_admission',
    'unit_admission_step',
    'unit_change',
    'unit_change_step',
    'budget',
    'budget_hold',
    'budget_entry',
    'share_filing',
    'share_filing_step',
    'share_ratio_grant',
    'share_reminder',
    'share_bulletin',
    'share_year',
    'share_sale',
    'share_contribution',
    'share_correction',
    'share_correction_step',
    'share_changed',
    'share_standing',
    'share_below',
    'share_sum',
    'share_sum_year',
    'staff_code',
    'staff_binding',
  ],
  events: [BulletinPublished],
  machines: [FILING, UNIT_ADMISSION, UNIT_CHANGE, SHARE_CORRECTION],
  invariants: [
    ...BUDGET_INVARIANTS,
    ...FILING_INVARIANTS,
    ...UNIT_INVARIANTS,
    ...ATTRIBUTION_INVARIANTS,
    ...SHARE_SUM_INVARIANTS,
    ...STAFF_INVARIANTS,
  ],
  waiting: PROCUREMENT_WAITING,
  policies: PROCUREMENT_POLICY_CODES,
  places: {
    'budget_unit_place.region_code': followsCode('预算单位所在地'),
    'unit_admission.region_code': followsCode('单位入驻申请'),
    'share_correction.region_code': followsCode('计入更正'),
    'share_bulletin.region_prefix': keepsPlace('published; found by region_former_codes'),
    'share_sale.county_code': keepsPlace('what was bought in a month, from where by the code of then'),
    'share_contribution.county_code': keepsPlace('what one purchase counted for, as it was booked'),
    'share_standing.region_code': derivedPlace('FoldShares, told by the trigger of budget_unit_place'),
    'share_below.region_code': derivedPlace('FoldShares'),
    'share_sum.region_code': derivedPlace('FoldShares'),
  },
});
