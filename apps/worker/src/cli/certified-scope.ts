import { AuditLog } from '@yigou/audit';
import { CertifiedScope, PriceWatch } from '@yigou/catalogue';
import { ChangeReviews } from '@yigou/certification';
import { Notices } from '@yigou/notifications';
import { type Database, PolicyParameters } from '@yigou/platform';
import { PriceBands } from '@yigou/prices';

/** What holds imported goods against their certificates, for commands that run without the modules of an application. */
export const certifiedScope = (db: Database): CertifiedScope =>
  new CertifiedScope(new PolicyParameters(db), new ChangeReviews(new Notices(), new AuditLog()));

/** What stops prices of a file that look wrong, for the same. */
export const priceWatch = (db: Database): PriceWatch =>
  new PriceWatch(new PriceBands(new PolicyParameters(db)), new AuditLog());
