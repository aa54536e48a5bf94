import { HouseholdImport } from './household-import.entity';
import { Household } from './household.entity';
import { MandateAct } from './mandate-act.entity';
import { Mandate } from './mandate.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const HOUSEHOLDS_ENTITIES = [Household, HouseholdImport, Mandate, MandateAct];
