/** What says where something broke. What PostgreSQL and drivers add besides, the row, the parameters, the answer, may be personal data. */
const LOGGED_FIELDS = [
  'type',
  'message',
  'stack',
  'code',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'statusCode',
] as const;

/** An error as it may stand in a log; also of one that the logger has already made into a plain object. */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const given = error as Partial<Record<(typeof LOGGED_FIELDS)[number], unknown>>;
  const logged = LOGGED_FIELDS.map((key) => [key, given[key]] as const).filter(([, value]) => value !== undefined);
  return { type: error.constructor.name, ...Object.fromEntries(logged) };
}
