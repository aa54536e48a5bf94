import { z } from 'zod';
import { Fen, Id, Instant, text } from '../common';

/** Null: bound to no unit. */
export const StaffBindingView = z.object({
  unit: z.object({ id: Id, name: z.string() }).nullable(),
  boundAt: Instant.nullable(),
});
export const BindStaffBody = z.strictObject({
  /** As the unit gave it; spaces, dashes and small letters do not matter. */
  code: text(30),
});
/** Sums alone: neither who is bound nor what anybody bought. */
export const StaffView = z.object({
  year: z.int(),
  /** Null: there is none and nobody binds, or the caller does not manage the unit. */
  code: z.string().nullable(),
  bound: z.int(),
  boughtFen: Fen,
  countedFen: Fen,
});
