import { ShareBulletin } from './bulletins/share-bulletin.entity';
import { ShareCorrection } from './attribution/share-correction.entity';
import { ShareCorrectionStep } from './attribution/share-correction-step.entity';
import { ShareContribution } from './attribution/share-contribution.entity';
import { ShareSale } from './attribution/share-sale.entity';
import { ShareYearSum } from './attribution/share-year.entity';
import { Budget } from './budgets/budget.entity';
import { BudgetEntry } from './budgets/budget-entry.entity';
import { BudgetHold } from './budgets/budget-hold.entity';
import { ShareFiling } from './filings/share-filing.entity';
import { ShareFilingStep } from './filings/share-filing-step.entity';
import { ShareRatioGrant } from './filings/share-ratio-grant.entity';
import { ShareReminder } from './filings/share-reminder.entity';
import { ShareBelow } from './rollups/share-below.entity';
import { ShareChanged } from './rollups/share-changed.entity';
import { ShareStanding } from './rollups/share-standing.entity';
import { ShareSum } from './rollups/share-sum.entity';
import { ShareSumYear } from './rollups/share-sum-year.entity';
import { UnitRosterImport } from './roster/roster-import.entity';
import { StaffBinding } from './staff/staff-binding.entity';
import { StaffCode } from './staff/staff-code.entity';
import { BudgetUnit } from './units/budget-unit.entity';
import { UnitAdmission } from './units/unit-admission.entity';
import { UnitAdmissionStep } from './units/unit-admission-step.entity';
import { UnitChange } from './units/unit-change.entity';
import { UnitChangeStep } from './units/unit-change-step.entity';
import { UnitPath } from './units/unit-path.entity';
import { UnitPlace } from './units/unit-place.entity';

export const PROCUREMENT_ENTITIES = [
  BudgetUnit,
  UnitPlace,
  UnitPath,
  UnitRosterImport,
  UnitAdmission,
  UnitAdmissionStep,
  UnitChange,
  UnitChangeStep,
  Budget,
  BudgetHold,
  BudgetEntry,
  ShareFiling,
  ShareFilingStep,
  ShareBulletin,
  ShareRatioGrant,
  ShareReminder,
  ShareYearSum,
  ShareContribution,
  ShareSale,
  ShareCorrection,
  ShareCorrectionStep,
  ShareChanged,
  ShareStanding,
  ShareBelow,
  ShareSum,
  ShareSumYear,
  StaffCode,
  StaffBinding,
];
