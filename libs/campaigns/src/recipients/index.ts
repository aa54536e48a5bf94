import { DeliveryQueries } from './deliveries.queries';
import { Deliveries } from './deliveries.service';
import { DonationQueries } from './donations.queries';
import { Donations } from './donations.service';
import { NeedQueries } from './needs.queries';
import { Needs } from './needs.service';
import { RegistrationQueries } from './registrations.queries';
import { Registrations } from './registrations.service';
import { Surpluses } from './surpluses.service';

export * from './deliveries.queries';
export * from './deliveries.service';
export * from './donations.queries';
export * from './donations.service';
export * from './needs.queries';
export * from './needs.service';
export { RECIPIENTS_INVARIANTS } from './recipients.invariants';
export * from './registrations.queries';
export * from './registrations.service';
export * from './surpluses.service';

/** What the module provides of recipients and of organisations that register. */
export const RECIPIENTS_BEHAVIOUR = [
  Registrations,
  RegistrationQueries,
  Needs,
  NeedQueries,
  Donations,
  DonationQueries,
  Deliveries,
  DeliveryQueries,
  Surpluses,
] as const;
