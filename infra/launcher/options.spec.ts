import { describe, expect, it } from '@jest/globals';
import { startOptions } from './options.ts';

describe('the settings of npm start', () => {
  it('have defaults', () => {
    const { ports, host, reset, dataDir } = startOptions([], {});
    expect(ports).toEqual({ storefront: 4200, admin: 4300, api: 3000, worker: 3100, sandbox: 3900 });
    expect(host).toBe('127.0.0.1');
    expect(reset).toBe(false);
    expect(dataDir).toMatch(/\.data$/);
  });

  it('take a flag before a variable', () => {
    const env = { YIGOU_API_PORT: '3001', YIGOU_ADMIN_PORT: '4301' };
    expect(startOptions(['--api-port', '3002', '--port', '4210'], env).ports).toMatchObject({
      api: 3002,
      admin: 4301,
      storefront: 4210,
    });
  });

  it('take a data directory with spaces and Chinese characters', () => {
    expect(startOptions(['--data', '/tmp/益 购/data'], {}).dataDir).toBe('/tmp/益 购/data');
  });

  it.each([
    [['--api-port', '70000'], /--api-port/],
    [['--api-port', '4200'], /more than one service/],
    [['--prot', '4200'], /--storefront-port/],
  ])('refuse %p with the reason', (argv, message) => {
    expect(() => startOptions(argv, {})).toThrow(message);
  });

  it('name the variable that is wrong', () => {
    expect(() => startOptions([], { YIGOU_WORKER_PORT: 'many' })).toThrow(/YIGOU_WORKER_PORT/);
  });
});
