import type { Provider } from '@nestjs/common';
import { CertificatePdf } from './certificate-pdf';
import { Certificates } from './certificates.queries';

export const CERTIFICATES_PROVIDERS: Provider[] = [Certificates, CertificatePdf];
