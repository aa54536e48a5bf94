import { Module } from '@nestjs/common';
import { EvidenceModule } from '@yigou/evidence';
import { HouseholdsModule } from '@yigou/households';
import { RegionsModule } from '@yigou/regions';
import { APPLICATIONS_PROVIDERS } from './applications/providers';
import { BATCHES_PROVIDERS } from './batches/providers';
import { Certificate } from './certificates/certificate.entity';
import { CERTIFICATES_PROVIDERS } from './certificates/providers';
import { PRICES_PROVIDERS } from './prices/providers';
import { SUPERVISION_PROVIDERS } from './supervision/providers';
import { SUPPLIERS_PROVIDERS } from './suppliers/providers';

export const CERTIFICATION_ENTITIES = [Certificate];

const providers = [
  ...SUPPLIERS_PROVIDERS,
  ...PRICES_PROVIDERS,
  ...APPLICATIONS_PROVIDERS,
  ...CERTIFICATES_PROVIDERS,
  ...SUPERVISION_PROVIDERS,
  ...BATCHES_PROVIDERS,
];

/** Suppliers' admission, applications and their review, certificates, supervision, batches. */
@Module({ imports: [EvidenceModule, HouseholdsModule, RegionsModule], providers, exports: providers })
export class CertificationModule {}
