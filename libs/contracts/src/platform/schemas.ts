import * as z from 'zod';
import { Instant, listOf, text, Words } from '../common';
import { COLUMN_NAME_LENGTH, MOST_LIVE_TOPICS, SKIPPED_ROW_CODES } from './labels';

/** An event that a hearer failed at. */
export const FailedJob = z.object({
  /** The hearer: a queue, or a hearing in it. */
  queue: z.string(),
  id: z.string(),
  name: z.string(),
  reason: z.string(),
  attempts: z.int(),
  requestId: z.string().nullable(),
  failedAt: Instant,
  /** Null: parked, a person has to look. */
  nextTryAt: Instant.nullable(),
});
export const FailedJobs = z.object({
  items: z.array(FailedJob),
  /** Those that wait for a person. */
  parked: z.int(),
  /** Those that failed three times or more and are tried again. */
  failing: z.int(),
});
export const JobParams = z.object({ queue: z.string().regex(/^[a-z.-]{1,80}$/), id: Words(200).min(1) });

/** `<kind>:<id>`; the kinds are those that contexts offer. */
export const LiveTopic = z
  .string()
  .regex(/^[a-z]{1,20}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, '没有这样的实时内容，请刷新页面。');
export const LiveQuery = z.object({
  topics: listOf(LiveTopic, MOST_LIVE_TOPICS),
  /** `at` of the latest event that this browser has had: nothing older is sent. */
  seen: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});
/** What a `state` event carries; `id` of the event is `at`. */
export const LiveEvent = z.object({
  topic: LiveTopic,
  /** When the database read it, in microseconds since 1970. */
  at: z.int(),
  /** Null: nobody may see it, or it is gone. */
  state: z.unknown(),
});
export type LiveEvent = z.infer<typeof LiveEvent>;

/** Which of the columns that are known (`column`, by its own name) a file's column is, whatever it is called; null: it is not to be read. */
export const ColumnChoice = z.strictObject({
  written: text(COLUMN_NAME_LENGTH),
  column: text(COLUMN_NAME_LENGTH).nullable(),
});
export type ColumnChoice = z.infer<typeof ColumnChoice>;
/** How a file was understood, beside its rows; each list bounded. Stands in `details.reading` of a refusal too, where a header was found and lacks columns. */
export const TableReading = z.object({
  /** Empty for a text file. */
  sheet: z.string(),
  headerRow: z.int(),
  /** The file's columns in their order, and which of `fields` each is read as; null: nothing is read from it. */
  columns: z.array(z.object({ written: z.string(), column: z.string().nullable() })),
  /** What is read from such a file, by its own names. */
  fields: z.array(z.object({ label: z.string(), required: z.boolean() })),
  /** Sheets that people see and that nothing is read from. */
  otherSheets: z.array(z.string()),
  /** Rows that are no data. */
  skipped: z.array(z.object({ row: z.int(), kind: z.enum(SKIPPED_ROW_CODES), said: z.string() })),
  /** What the sender said of columns before. */
  remembered: z.array(z.object({ written: z.string(), column: z.string().nullable() })),
});
export type TableReading = z.infer<typeof TableReading>;
/** Rows of a file that were not accepted, as they stand in it, with the reason; in all of its columns. Bounded. */
export const RefusedRows = z.object({
  header: z.array(z.string()),
  rows: z.array(z.object({ cells: z.array(z.string()), reason: z.string() })),
  /** Further ones, for which there was no room. */
  more: z.int(),
});
export type RefusedRows = z.infer<typeof RefusedRows>;

/** The addresses of the two sites, without a slash at the end. */
export const Sites = z.object({ storefront: z.url(), console: z.url() });
