import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { type ArgumentsHost, Logger } from '@nestjs/common';
import { newId } from '@yigou/kernel';
import { ErrorFilter } from './error.filter';

afterEach(() => void jest.restoreAllMocks());

interface Asked {
  readonly url: string;
  readonly params: Record<string, string>;
  readonly routeOptions: { readonly url: string };
}

/** What is answered to, and what the log holds of, a request that failed. */
function refused(error: Error, request: Asked) {
  const log = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  const answer = { status: 0, body: '' };
  const reply = {
    sent: false,
    raw: {},
    status: (status: number) => {
      answer.status = status;
      return reply;
    },
    header: () => reply,
    type: () => reply,
    send: (body: string) => {
      answer.body = body;
      return reply;
    },
  };
  const http = { getResponse: () => reply, getRequest: () => ({ method: 'GET', ...request }) };
  new ErrorFilter().catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  expect(log).toHaveBeenCalled();
  return { ...answer, line: JSON.stringify(log.mock.lastCall) };
}
const logged = (request: Asked): string => refused(new Error('broken'), request).line;

describe('what PostgreSQL has no room for', () => {
  it('is said to be that, and is no outage', () => {
    const request = { url: '/x', params: {}, routeOptions: { url: '/x' } };
    const full = Object.assign(new Error('could not extend file'), { code: '53100' });
    expect(refused(full, request)).toMatchObject({ status: 507, body: expect.stringContaining('"storage_full"') });
    const busy = Object.assign(new Error('sorry, too many clients already'), { code: '53300' });
    expect(refused(busy, request)).toMatchObject({ status: 503 });
  });
});

describe('the log of a request that failed', () => {
  it('names route and object, and holds nothing that the caller typed', () => {
    const id = newId();
    const line = logged({
      url: `/api/v1/orders/${id}?phone=13912345678`,
      params: { id },
      routeOptions: { url: '/api/v1/orders/:id' },
    });
    expect(line).toContain(`"route":"/api/v1/orders/:id","id":"${id}"`);
    expect(line).not.toContain('13912345678');
  });

  it('keeps the codes that open something to itself', () => {
    const [code, url] = ['4F7K-9QXM-2T0C-VW8A', '/api/v1/mandates/:code/log'];
    expect(logged({ url: url.replace(':code', code), params: { code }, routeOptions: { url } })).not.toContain(code);
    expect(logged({ url: '/x', params: { id: '13912345678' }, routeOptions: { url: '/x/:id' } })).not.toContain('139');
  });
});
