import { CERTIFICATION_POLICY_CODES } from '@yigou/contracts';
import { defineContext, followsCode, keepsPlace } from '@yigou/platform';
import { APPLICATION } from './applications/application-status';
import { OBJECTION } from './applications/objection-status';
import { CERTIFICATE } from './certificates/certificate-status';
import { CERTIFICATION_INVARIANTS } from './certification.invariants';
import { CertificationModule } from './certification.module';
import { CERTIFICATION_WAITING } from './certification.waiting';
import { CERTIFICATION_ENTITIES } from './entities';

export const CERTIFICATION = defineContext({
  name: 'certification',
  module: CertificationModule,
  entities: CERTIFICATION_ENTITIES,
  tables: [
    'application',
    'application_evidence',
    'application_step',
    'application_version',
    'certificate',
    'certificate_place',
    'certificate_serial',
    'certificate_step',
    'certificate_version',
    'certification_record',
    'objection',
  ],
  machines: [APPLICATION, CERTIFICATE, OBJECTION],
  invariants: CERTIFICATION_INVARIANTS,
  policies: CERTIFICATION_POLICY_CODES,
  waiting: CERTIFICATION_WAITING,
  places: {
    'application.region_code': followsCode('认定申请'),
    'certificate.region_code': followsCode('认定证书（证书上的地名不变）', { document: true }),
    'certificate_version.region_code': keepsPlace('the certificate as it was issued'),
    'certificate_serial.region_code': keepsPlace('numbers that were given out; a new code has its own'),
  },
});
