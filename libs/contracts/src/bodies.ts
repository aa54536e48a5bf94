/**
 * What each route takes as a body, for the forms of the web apps. They load this file when the first form stands on the screen, not at the start: it brings Zod,
 * which the first page does without.
 */
import * as z from 'zod';
import type { RouteId } from './paths';
import { schemasOf } from './routes';

// The Content-Security-Policy of the apps forbids to compile code.
z.config({ jitless: true });

/** The schema of a route's body; undefined for a route that takes none. */
export const bodyOf = (id: RouteId): z.ZodType | undefined => schemasOf(id).body;
