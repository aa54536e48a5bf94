import { Module } from '@nestjs/common';
import { EvidenceModule } from '@yigou/evidence';
import { PricesModule } from '@yigou/prices';
import { RegionsModule } from '@yigou/regions';
import { SuppliersModule } from '@yigou/suppliers';
import { APPLICATIONS_PROVIDERS } from './applications/providers';
import { Certificate } from './certificates/certificate.entity';
import { CERTIFICATES_PROVIDERS } from './certificates/providers';
import { ExitSupplier } from './exit-supplier';

export const CERTIFICATION_ENTITIES = [Certificate];

const providers = [...APPLICATIONS_PROVIDERS, ...CERTIFICATES_PROVIDERS, ExitSupplier];

/** Applications and their review, publicity, certificates and what they are worth today. */
@Module({ imports: [EvidenceModule, RegionsModule, SuppliersModule, PricesModule], providers, exports: providers })
export class CertificationModule {}
