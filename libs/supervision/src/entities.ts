import { Appeal } from './appeal.entity';
import { Complaint } from './complaint.entity';
import { InspectionDraw } from './inspection-draw.entity';
import { Inspection } from './inspection.entity';
import { Sanction } from './sanction.entity';
import { AppealStep, ComplaintStep, InspectionStep, SanctionStep } from './steps.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const SUPERVISION_ENTITIES = [
  Appeal,
  AppealStep,
  Complaint,
  ComplaintStep,
  Inspection,
  InspectionDraw,
  InspectionStep,
  Sanction,
  SanctionStep,
];
