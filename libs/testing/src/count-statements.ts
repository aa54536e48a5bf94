import { statementCount } from '@yigou/platform';

/**
 * How many SQL statements of this process a piece of work takes, transaction control included, without those that only renew what the process remembers a few seconds long: on a slow machine one of them would fall
 * into the work by chance. Run nothing else meanwhile.
 */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const counted = () => statementCount.total - statementCount.refreshing;
  const before = counted();
  await work();
  return counted() - before;
}
