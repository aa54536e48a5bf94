import type { Provider } from '@nestjs/common';
import { CertificatePdf } from './certificate-pdf';
import { Certificates } from './certificates.queries';
import { OpenData } from './open-data';

export const CERTIFICATES_PROVIDERS: Provider[] = [Certificates, CertificatePdf, OpenData];
