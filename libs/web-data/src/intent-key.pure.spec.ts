import { describe, expect, it } from '@jest/globals';
import { IntentKey } from './intent-key';

describe('IntentKey', () => {
  it('sends a retry of the same content under the same key', () => {
    const intent = new IntentKey();
    expect(intent.for({ total: 100 })).toBe(intent.for({ total: 100 }));
  });

  it('gives changed content a key of its own', () => {
    const intent = new IntentKey();
    const first = intent.for({ total: 100 });
    expect(intent.for({ total: 200 })).not.toBe(first);
  });

  it('begins anew after a refusal', () => {
    const intent = new IntentKey();
    const first = intent.for({ total: 100 });
    intent.renew();
    expect(intent.for({ total: 100 })).not.toBe(first);
  });
});
