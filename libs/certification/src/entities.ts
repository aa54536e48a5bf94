import { ApplicationEvidence } from './applications/application-evidence.entity';
import { ApplicationStep } from './applications/application-step.entity';
import { ApplicationVersion } from './applications/application-version.entity';
import { Application } from './applications/application.entity';
import { Objection } from './applications/objection.entity';
import { CertificateSerial } from './certificates/certificate-serial.entity';
import { CertificateStep } from './certificates/certificate-step.entity';
import { CertificateVersion } from './certificates/certificate-version.entity';
import { Certificate } from './certificates/certificate.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const CERTIFICATION_ENTITIES = [
  Application,
  ApplicationEvidence,
  ApplicationStep,
  ApplicationVersion,
  Certificate,
  CertificateSerial,
  CertificateStep,
  CertificateVersion,
  Objection,
];
