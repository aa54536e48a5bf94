import { describe, expect, it } from '@jest/globals';
import { serverArguments } from './postgres.ts';

describe('what PostgreSQL is started with', () => {
  it.each([true, false])('keeps every commit that it answered when it is killed (fsync: %s)', (fsync) => {
    const settings = serverArguments('data', { port: 5432, fsync, hasStatements: false });
    expect(settings.filter((one) => one.startsWith('synchronous_commit'))).toEqual([]);
  });
});
