// npm run import -- products FILE: into DATABASE_URL, a running npm start, or the data directory after starting its PostgreSQL and Redis.
import { existsSync } from 'node:fs';
import { fromUserFolder } from './paths.ts';
import { withDatabase } from './with-database.ts';

/** @param args file names are meant from the folder where the user typed the command */
export function main(args: string[]): Promise<number> {
  const located = args.map((arg) =>
    !arg.startsWith('-') && existsSync(fromUserFolder(arg)) ? fromUserFolder(arg) : arg,
  );
  return withDatabase('import', located);
}
