import { CERTIFICATION } from '@yigou/certification';
import { inApi } from '../context';
import { ApplicationsController } from './applications.controller';
import { CertificatePdfController } from './certificate-pdf.controller';
import { CertificatesController } from './certificates.controller';
import { OpenDataController } from './open-data.controller';
import { PublicityController } from './publicity.controller';
import { ReviewsController } from './reviews.controller';

export const certificationInApi = inApi(CERTIFICATION, {
  controllers: [
    CertificatesController,
    ApplicationsController,
    ReviewsController,
    PublicityController,
    CertificatePdfController,
    OpenDataController,
  ],
});
