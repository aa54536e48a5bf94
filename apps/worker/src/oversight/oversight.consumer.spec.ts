import { describe, expect, it } from '@jest/globals';
import { collectQueues } from '../outbox/consumer';
import { OversightConsumer } from './oversight.consumer';

describe('the queue of oversight', () => {
  it('looks at what was finished', () => {
    const [queue] = collectQueues([Object.create(OversightConsumer.prototype) as object]);
    expect(queue?.schedules.map(({ name }) => name)).toEqual(['oversight.watch-finished-orders']);
  });
});
