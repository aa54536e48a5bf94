import { statementCount } from '@yigou/platform';

/** How many SQL statements of this process a piece of work takes, transaction control included. Run nothing else meanwhile. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const before = statementCount.total;
  await work();
  return statementCount.total - before;
}
