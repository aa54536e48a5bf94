import type { Provider } from '@nestjs/common';
import { AppealQueries } from './appeals.queries';
import { Appeals } from './appeals.service';
import { ComplaintQueries } from './complaints.queries';
import { Complaints } from './complaints.service';
import { InspectionDraw } from './inspection-draw';
import { InspectionQueries } from './inspections.queries';
import { Inspections } from './inspections.service';
import { ResealReporters } from './reseal-reporters';
import { SanctionSteps } from './sanction-steps';
import { SanctionQueries } from './sanctions.queries';
import { Sanctions } from './sanctions.service';

export const SUPERVISION_PROVIDERS: Provider[] = [
  ...[Appeals, AppealQueries, Complaints, ComplaintQueries, InspectionDraw, Inspections, InspectionQueries],
  ...[ResealReporters, SanctionSteps, Sanctions, SanctionQueries],
];
