import { BenefitLink } from './benefit-link.entity';
import { BenefitMechanism } from './benefit-mechanism.entity';
import { SupplierFile } from './supplier-file.entity';
import { SupplierLicence } from './supplier-licence.entity';
import { SupplierStep } from './supplier-step.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const SUPPLIERS_ENTITIES = [BenefitLink, BenefitMechanism, SupplierFile, SupplierLicence, SupplierStep];
