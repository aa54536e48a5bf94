import { describe, expect, it } from '@jest/globals';
import { errorForLog } from './error-for-log';

describe('an error in the log', () => {
  it('says what broke and where, and not whose data it was', () => {
    const error = Object.assign(new TypeError('duplicate key value violates unique constraint "app_user_login"'), {
      code: '23505',
      table: 'app_user',
      constraint: 'app_user_login',
      detail: 'Key (login)=(13912345678) already exists.',
      parameters: ['13912345678'],
      query: 'INSERT …',
    });
    const logged = errorForLog(error);
    expect(logged).toMatchObject({ type: 'TypeError', code: '23505', table: 'app_user', constraint: 'app_user_login' });
    expect(logged['stack']).toContain('error-for-log.spec');
    expect(JSON.stringify(logged)).not.toContain('13912345678');
  });

  it('may be anything that was thrown', () => {
    expect(errorForLog('gone')).toEqual({ message: 'gone' });
    expect(errorForLog(null)).toEqual({ message: 'null' });
  });
});
