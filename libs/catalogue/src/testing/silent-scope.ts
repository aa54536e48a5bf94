import { AuditLog } from '@yigou/audit';
import { ChangeReviews } from '@yigou/certification';
import { type Database, PolicyParameters } from '@yigou/platform';
import { PriceBands } from '@yigou/prices';
import { CertifiedScope } from '../supplier/certified-scope';
import { PriceWatch } from '../supplier/price-watch';

const SILENT = { tell: () => Promise.resolve() } as unknown as ConstructorParameters<typeof ChangeReviews>[0];

/** Holds goods against their certificates and tells nobody. */
export const silentScope = (db: Database): CertifiedScope =>
  new CertifiedScope(new PolicyParameters(db), new ChangeReviews(SILENT, new AuditLog()));

/** Watches prices as a market does. */
export const watchedPrices = (db: Database): PriceWatch =>
  new PriceWatch(new PriceBands(new PolicyParameters(db)), new AuditLog());
