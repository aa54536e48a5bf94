import { CountPledges } from './count-pledges';
import { UnitPledges } from './unit-pledges.queries';

/** What budget units take of group purchases. For the module of the context. */
export const UNITS = [CountPledges, UnitPledges];
