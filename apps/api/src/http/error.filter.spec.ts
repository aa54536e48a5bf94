import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { type ArgumentsHost, Logger } from '@nestjs/common';
import { newId } from '@yigou/kernel';
import { ErrorFilter } from './error.filter';

afterEach(() => void jest.restoreAllMocks());

/** What the log holds after a request failed. */
function logged(request: { url: string; params: Record<string, string>; routeOptions: { url: string } }): string {
  const error = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  const reply = {
    sent: false,
    raw: {},
    status: () => reply,
    header: () => reply,
    type: () => reply,
    send: () => reply,
  };
  const http = { getResponse: () => reply, getRequest: () => ({ method: 'GET', ...request }) };
  new ErrorFilter().catch(new Error('broken'), { switchToHttp: () => http } as unknown as ArgumentsHost);
  expect(error).toHaveBeenCalled();
  return JSON.stringify(error.mock.lastCall);
}

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
