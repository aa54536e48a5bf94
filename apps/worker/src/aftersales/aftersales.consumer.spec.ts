import { describe, expect, it } from '@jest/globals';
import { collectQueues } from '../outbox/consumer';
import { AftersalesConsumer } from './aftersales.consumer';

describe('the queue of aftersales', () => {
  it('decides what is due', () => {
    const [queue] = collectQueues([Object.create(AftersalesConsumer.prototype) as object]);
    expect(queue?.schedules.map(({ name }) => name)).toEqual(['aftersales.decide-due']);
  });
});
