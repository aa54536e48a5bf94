import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PARCEL, parcelStatus } from './parcel-status';

const at = (minute: number) => new Date(Date.UTC(2020, 2, 1, 8, minute)).toISOString();

describe('where a parcel is', () => {
  it('is where the latest event says', () => {
    expect(parcelStatus([])).toBe('registered');
    expect(
      parcelStatus([
        { code: 'collected', occurredAt: at(1) },
        { code: 'in_transit', occurredAt: at(5) },
      ]),
    ).toBe('in_transit');
    expect(
      parcelStatus([
        { code: 'exception', occurredAt: at(9) },
        { code: 'in_transit', occurredAt: at(5) },
      ]),
    ).toBe('exception');
  });

  it('stays delivered whatever comes after', () => {
    expect(
      parcelStatus([
        { code: 'delivered', occurredAt: at(3) },
        { code: 'in_transit', occurredAt: at(9) },
      ]),
    ).toBe('delivered');
  });

  it('does not depend on the order or the number of times the news came', () => {
    const code = fc.constantFrom('collected', 'in_transit', 'out_for_delivery', 'exception', 'delivered');
    const events = fc.array(fc.record({ code, occurredAt: fc.nat(5).map(at) }), { maxLength: 8 });
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.nat()), (list, stream) => {
        const shuffled = [...list, ...list]
          .map((event) => ({ event, key: stream.next().value }))
          .sort((a, b) => a.key - b.key);
        expect(parcelStatus(shuffled.map((item) => item.event) as never)).toBe(parcelStatus(list as never));
      }),
    );
  });

  it('is always one step from where it was, whatever is heard next', () => {
    const code = fc.constantFrom('collected', 'in_transit', 'out_for_delivery', 'exception', 'delivered');
    const events = fc.array(fc.record({ code, occurredAt: fc.nat(5).map(at) }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(events, (list) => {
        for (let heard = 1; heard <= list.length; heard += 1) {
          const from = parcelStatus(list.slice(0, heard - 1) as never);
          const to = parcelStatus(list.slice(0, heard) as never);
          expect(from === to || PARCEL.can(from, to === 'delivered' ? 'deliver' : 'track', to)).toBe(true);
        }
      }),
    );
  });
});
