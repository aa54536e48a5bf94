import { AuditLog } from '@yigou/audit';
import { CertifiedScope } from '@yigou/catalogue';
import { ChangeReviews } from '@yigou/certification';
import { Notices } from '@yigou/notifications';
import { type Database, PolicyParameters } from '@yigou/platform';

/** What holds imported goods against their certificates, for commands that run without the modules of an application. */
export const certifiedScope = (db: Database): CertifiedScope =>
  new CertifiedScope(new PolicyParameters(db), new ChangeReviews(new Notices(), new AuditLog()));
