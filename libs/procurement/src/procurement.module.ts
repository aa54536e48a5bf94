import { Module } from '@nestjs/common';
import { EvidenceModule } from '@yigou/evidence';
import { RegionsModule } from '@yigou/regions';
import { CorrectionQueries } from './attribution/corrections.queries';
import { Corrections } from './attribution/corrections.service';
import { ShareProgressQueries } from './attribution/share-progress.queries';
import { ShareBulletins } from './bulletins/share-bulletins.service';
import { TellBulletin } from './bulletins/tell-bulletin';
import { BudgetQueries } from './budgets/budget.queries';
import { BudgetLedger } from './budgets/budget-ledger';
import { Budgets } from './budgets/budgets.service';
import { ManageBudgets } from './budgets/manage-budgets';
import { CloseYear } from './filings/close-year';
import { RatioGrants } from './filings/ratio-grants.service';
import { ShareFilings } from './filings/share-filings.service';
import { FilingQueries } from './filings/filing.queries';
import { ShareLists } from './filings/share-lists.queries';
import { ShareReminders } from './filings/share-reminders.service';
import { ShareReviews } from './filings/share-reviews.service';
import { ShareRulesOf } from './filings/share-rules';
import { FoldShares } from './rollups/fold-shares';
import { ImportRoster } from './roster/import-roster';
import { RosterWorlds } from './roster/roster-world';
import { Staff } from './staff/staff.service';
import { RegisterUnit } from './units/register-unit';
import { UnitAdmissionQueries } from './units/unit-admissions.queries';
import { UnitAdmissions } from './units/unit-admissions.service';
import { UnitChangeQueries } from './units/unit-changes.queries';
import { UnitChanges } from './units/unit-changes.service';
import { UnitQueries } from './units/unit.queries';
import { UnitTree } from './units/unit-tree';
import { EndUnits } from './units/end-units';

const BEHAVIOUR = [
  BudgetLedger,
  BudgetQueries,
  Budgets,
  CloseYear,
  CorrectionQueries,
  Corrections,
  FilingQueries,
  FoldShares,
  ImportRoster,
  ManageBudgets,
  RatioGrants,
  RegisterUnit,
  RosterWorlds,
  ShareBulletins,
  TellBulletin,
  ShareFilings,
  ShareLists,
  ShareProgressQueries,
  ShareReminders,
  ShareReviews,
  ShareRulesOf,
  EndUnits,
  Staff,
  UnitAdmissionQueries,
  UnitAdmissions,
  UnitChangeQueries,
  UnitChanges,
  UnitQueries,
  UnitTree,
];

/** Budget units and their tree, procurement budgets, and the shares that units file each year. */
@Module({ imports: [EvidenceModule, RegionsModule], providers: BEHAVIOUR, exports: BEHAVIOUR })
export class ProcurementModule {}
