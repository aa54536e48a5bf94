import { Module } from '@nestjs/common';
import { EvidenceModule } from '@yigou/evidence';
import { HouseholdsModule } from '@yigou/households';
import { RegionsModule } from '@yigou/regions';
import { Admissions } from './admissions.queries';
import { BenefitAnswers } from './benefit-answers';
import { BenefitLinks } from './benefit-links';
import { CollectingAccounts } from './collecting-accounts';
import { DecideAdmission } from './decide-admission';
import { Licences } from './licences';
import { Mechanisms } from './mechanisms';
import { RegisterSupplier } from './register-supplier';
import { ResealAccounts } from './reseal-accounts';
import { SupplierFileCommands } from './supplier-file.commands';
import { SupplierFiles } from './supplier-files.queries';

const SERVICES = [
  Admissions,
  BenefitAnswers,
  BenefitLinks,
  CollectingAccounts,
  DecideAdmission,
  Licences,
  Mechanisms,
  RegisterSupplier,
  ResealAccounts,
  SupplierFileCommands,
  SupplierFiles,
];

/** Suppliers: their file and licences, admission, and how they carry households. */
@Module({ imports: [EvidenceModule, HouseholdsModule, RegionsModule], providers: SERVICES, exports: SERVICES })
export class SuppliersModule {}
