import { CloseSubstitutes } from './close-substitutes';
import { SubstituteQueries } from './substitutes.queries';
import { Substitutes } from './substitutes.service';

export * from './close-substitutes';
export * from './substitutes.queries';
export * from './substitutes.service';

/** Other goods in place of some that a supplier cannot deliver. For the module of the context. */
export const SUBSTITUTES = [CloseSubstitutes, SubstituteQueries, Substitutes];
