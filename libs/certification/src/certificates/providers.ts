import type { Provider } from '@nestjs/common';
import { CertificatePages } from './certificate-page.queries';
import { CertificatePdf } from './certificate-pdf';
import { CertificateTerms } from './certificate-terms';
import { ExitCertificate } from './exit-certificate';
import { OpenData } from './open-data';
import { SupplierCertificateLists } from './supplier-certificates.queries';

export const CERTIFICATES_PROVIDERS: Provider[] = [
  CertificatePages,
  CertificatePdf,
  CertificateTerms,
  ExitCertificate,
  OpenData,
  SupplierCertificateLists,
];
