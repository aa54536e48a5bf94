import { Module } from '@nestjs/common';
import { CertificationModule } from '@yigou/certification';
import { EvidenceModule } from '@yigou/evidence';
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
import { TrackingQueries } from './tracking.queries';

const SERVICES = [
  Appeals,
  AppealQueries,
  Complaints,
  ComplaintQueries,
  InspectionDraw,
  Inspections,
  InspectionQueries,
  ResealReporters,
  SanctionSteps,
  Sanctions,
  SanctionQueries,
  TrackingQueries,
];

/** Inspections, complaints, sanctions and appeals. */
@Module({ imports: [EvidenceModule, CertificationModule], providers: SERVICES, exports: SERVICES })
export class SupervisionModule {}
