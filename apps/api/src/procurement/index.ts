import { PROCUREMENT } from '@yigou/procurement';
import { inApi } from '../context';
import { BudgetsController } from './budgets.controller';
import { CorrectionsController } from './corrections.controller';
import { FilingsController } from './filings.controller';
import { RatioGrantsController } from './ratio-grants.controller';
import { ShareReviewsController } from './share-reviews.controller';
import { StaffController } from './staff.controller';
import { UnitAdmissionsController } from './unit-admissions.controller';
import { UnitChangesController } from './unit-changes.controller';
import { UnitsController } from './units.controller';

export const procurementInApi = inApi(PROCUREMENT, {
  controllers: [
    UnitChangesController,
    UnitsController,
    UnitAdmissionsController,
    BudgetsController,
    CorrectionsController,
    FilingsController,
    RatioGrantsController,
    ShareReviewsController,
    StaffController,
  ],
});
