// npm run invariants: checks DATABASE_URL, or the database of a running npm start, or the data directory's after starting PostgreSQL.
import { withDatabase } from './with-database.ts';

export function main(args: string[]): Promise<number> {
  return withDatabase('invariants', args);
}
