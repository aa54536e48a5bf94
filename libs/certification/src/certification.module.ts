import { Module } from '@nestjs/common';
import { EvidenceModule } from '@yigou/evidence';
import { PricesModule } from '@yigou/prices';
import { RegionsModule } from '@yigou/regions';
import { SuppliersModule } from '@yigou/suppliers';
import { APPLICATIONS_PROVIDERS } from './applications/providers';
import { CERTIFICATES_PROVIDERS } from './certificates/providers';
import { ExitSupplier } from './exit-supplier';

const providers = [...APPLICATIONS_PROVIDERS, ...CERTIFICATES_PROVIDERS, ExitSupplier];

/** Applications and their review, publicity, certificates and what they are worth today. */
@Module({ imports: [EvidenceModule, RegionsModule, SuppliersModule, PricesModule], providers, exports: providers })
export class CertificationModule {}
