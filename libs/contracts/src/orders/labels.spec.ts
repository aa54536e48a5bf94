import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { restRefundFen } from './labels';

const line = fc
  .record({ priceFen: fc.integer({ min: 1, max: 1_000_000 }), quantity: fc.integer({ min: 1, max: 200 }) })
  .chain(({ priceFen, quantity }) =>
    fc.record({
      priceFen: fc.constant(priceFen),
      quantity: fc.constant(quantity),
      discountFen: fc.integer({ min: 0, max: priceFen * quantity }),
      refusedQuantity: fc.constant(0),
    }),
  );

it('gives back in several goes what it gives back in one: to the fen what the line cost', () => {
  fc.assert(
    fc.property(line, fc.infiniteStream(fc.integer({ min: 1, max: 50 })), (sold, goes) => {
      let [endedQuantity, refunded] = [0, 0];
      while (endedQuantity < sold.quantity) {
        const pieces = Math.min(sold.quantity - endedQuantity, Number(goes.next().value));
        const refund = restRefundFen({ ...sold, endedQuantity }, pieces);
        expect(refund).toBeGreaterThanOrEqual(-1);
        [endedQuantity, refunded] = [endedQuantity + pieces, refunded + refund];
        expect(refunded).toBe(restRefundFen({ ...sold, endedQuantity: 0 }, endedQuantity));
      }
      expect(refunded).toBe(sold.priceFen * sold.quantity - sold.discountFen);
    }),
  );
});

it('leaves a discount with the pieces that were kept, by largest remainder', () => {
  const sold = { priceFen: 1000, quantity: 3, discountFen: 100, endedQuantity: 0, refusedQuantity: 0 };
  expect(restRefundFen(sold, 1)).toBe(967);
  expect(restRefundFen(sold, 2)).toBe(1933);
  expect(restRefundFen({ ...sold, endedQuantity: 1 }, 1)).toBe(966);
  expect(restRefundFen({ ...sold, refusedQuantity: 1 }, 1)).toBe(966);
});
