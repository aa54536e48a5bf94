import type { Provider } from '@nestjs/common';
import { Admissions } from './admissions.queries';
import { BenefitAnswers } from './benefit-answers';
import { BenefitLinks } from './benefit-links';
import { DecideAdmission } from './decide-admission';
import { Licences } from './licences';
import { Mechanisms } from './mechanisms';
import { RegisterSupplier } from './register-supplier';
import { ResealAccounts } from './reseal-accounts';
import { SupplierFileCommands } from './supplier-file.commands';
import { SupplierFiles } from './supplier-files.queries';

export const SUPPLIERS_PROVIDERS: Provider[] = [
  Admissions,
  BenefitAnswers,
  BenefitLinks,
  DecideAdmission,
  Licences,
  Mechanisms,
  RegisterSupplier,
  ResealAccounts,
  SupplierFileCommands,
  SupplierFiles,
];
