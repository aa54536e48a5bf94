import { Module } from '@nestjs/common';
import { EvidenceModule } from '@yigou/evidence';
import { RegionsModule } from '@yigou/regions';
import { GrantMandates } from './grant-mandates';
import { Households } from './households.queries';
import { ImportHouseholds } from './import-households';
import { Mandates } from './mandates.queries';
import { RegisterHouseholds } from './register-households';
import { ResealHouseholds } from './reseal-households';

const SERVICES = [GrantMandates, Households, ImportHouseholds, Mandates, RegisterHouseholds, ResealHouseholds];

/** Registered households, sealed and masked, and who may act for those who cannot use the web. */
@Module({ imports: [EvidenceModule, RegionsModule], providers: SERVICES, exports: SERVICES })
export class HouseholdsModule {}
