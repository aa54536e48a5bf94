import { describe, expect, it } from '@jest/globals';
import { bodyOf, holdsEnough, nextParcel, type ParcelForm, unpacked } from './shipment-form';

const lines = [
  { id: 'a', quantity: 5, shippedQuantity: 2, endedQuantity: 0 },
  { id: 'b', quantity: 1, shippedQuantity: 0, endedQuantity: 0 },
];
const packed = (a: number | null, b: number | null, batchId = ''): ParcelForm['lines'] => [
  { orderLineId: 'a', quantity: a, batchId },
  { orderLineId: 'b', quantity: b, batchId: '' },
];
const parcel = { carrier: 'sf' as const, waybill: 'SF1234567', lines: packed(3, 1) };

describe('shipment form', () => {
  it('fills the first parcel with all that is left', () => {
    expect(nextParcel(lines, []).lines).toEqual(packed(3, 1));
  });

  it('fills the next parcel with what the others left, and keeps the carrier', () => {
    const next = nextParcel(lines, [{ ...parcel, lines: packed(1, 1) }]);
    expect(next).toEqual({ carrier: 'sf', waybill: '', lines: packed(2, 0) });
  });

  it('leaves lines with nothing in the parcel out of the request', () => {
    for (const nothing of [0, null])
      expect(bodyOf([{ ...parcel, lines: packed(3, nothing) }]).parcels[0]?.lines).toEqual([
        { orderLineId: 'a', quantity: 3 },
      ]);
  });

  it('counts what is packed over all parcels together', () => {
    expect(unpacked(lines[0]!, [parcel, { ...parcel, lines: packed(1, 0) }])).toBe(-1);
  });

  it('names the batch of a line where one was chosen, and keeps it for the next parcel', () => {
    const traced = { ...parcel, lines: packed(3, 1, 'batch') };
    expect(bodyOf([traced]).parcels[0]?.lines).toEqual([
      { orderLineId: 'a', quantity: 3, batchId: 'batch' },
      { orderLineId: 'b', quantity: 1 },
    ]);
    expect(nextParcel(lines, [traced]).lines[0]?.batchId).toBe('batch');
  });

  it('counts what all parcels together take from a batch', () => {
    const weighed = [
      { id: 'a', netWeightGrams: 500 },
      { id: 'b', netWeightGrams: null },
    ];
    const batch = { id: 'batch', quantityGrams: 2000, shippedGrams: 500 };
    const parcels = [{ ...parcel, lines: packed(3, 1, 'batch') }];
    expect(holdsEnough(batch, parcels, weighed, 0, weighed[0]!)).toBe(true);
    const more = [...parcels, { ...parcel, lines: packed(1, 0) }];
    expect(holdsEnough(batch, more, weighed, 1, weighed[0]!)).toBe(false);
    expect(holdsEnough(batch, parcels, weighed, 0, weighed[1]!)).toBe(false);
  });
});
