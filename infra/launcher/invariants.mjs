// npm run invariants: checks DATABASE_URL, or the database of a running npm start, or the data directory's after starting PostgreSQL.
import { withDatabase } from './with-database.mjs';

/** @param {string[]} args */
export function main(args) {
  return withDatabase('invariants', args);
}
