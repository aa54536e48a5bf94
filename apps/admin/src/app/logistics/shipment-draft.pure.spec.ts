import { describe, expect, it } from '@jest/globals';
import { checkShipment, holdsEnough, nextParcel, unpacked } from './shipment-draft';

const lines = [
  { id: 'a', quantity: 5, shippedQuantity: 2, endedQuantity: 0 },
  { id: 'b', quantity: 1, shippedQuantity: 0, endedQuantity: 0 },
];
const parcel = { carrier: 'sf' as const, waybill: 'SF1234567', quantities: { a: '3', b: '1' } };

describe('shipment draft', () => {
  it('fills the first parcel with all that is left', () => {
    expect(nextParcel(lines, []).quantities).toEqual({ a: '3', b: '1' });
  });

  it('fills the next parcel with what the others left, and keeps the carrier', () => {
    const next = nextParcel(lines, [{ ...parcel, quantities: { a: '1', b: '1' } }]);
    expect(next).toEqual({ carrier: 'sf', waybill: '', quantities: { a: '2', b: '0' } });
  });

  it('leaves lines with nothing in the parcel out of the request', () => {
    const { body, errors } = checkShipment(lines, [{ ...parcel, quantities: { a: '3', b: '0' } }]);
    expect(errors).toEqual({});
    expect(body?.parcels[0]?.lines).toEqual([{ orderLineId: 'a', quantity: 3 }]);
  });

  it('refuses more than is left over all parcels together', () => {
    const { body, errors } = checkShipment(lines, [
      parcel,
      { ...parcel, waybill: 'SF7654321', quantities: { a: '1' } },
    ]);
    expect(body).toBeNull();
    expect(errors['lines']).toBeDefined();
    expect(unpacked(lines[0]!, [parcel, { ...parcel, quantities: { a: '1' } }])).toBe(-1);
  });

  it('refuses a waybill entered twice, an empty parcel, a missing carrier and what is no number', () => {
    const { errors } = checkShipment(lines, [
      parcel,
      { carrier: null, waybill: 'SF1234567', quantities: { a: '0', b: '' } },
      { carrier: 'ems', waybill: '短', quantities: { a: '一', b: '0' } },
    ]);
    expect(Object.keys(errors).toSorted()).toEqual(['1.carrier', '1.lines', '1.waybill', '2.lines', '2.waybill']);
  });

  it('names the batch of a line where one was chosen, and keeps it for the next parcel', () => {
    const packed = { ...parcel, batches: { a: 'batch' } };
    expect(checkShipment(lines, [packed]).body?.parcels[0]?.lines).toEqual([
      { orderLineId: 'a', quantity: 3, batchId: 'batch' },
      { orderLineId: 'b', quantity: 1 },
    ]);
    expect(nextParcel(lines, [packed]).batches).toEqual({ a: 'batch' });
  });

  it('counts what all parcels together take from a batch', () => {
    const weighed = [
      { id: 'a', netWeightGrams: 500 },
      { id: 'b', netWeightGrams: null },
    ];
    const batch = { id: 'batch', quantityGrams: 2000, shippedGrams: 500 };
    const parcels = [{ ...parcel, batches: { a: 'batch' } }];
    expect(holdsEnough(batch, parcels, weighed, 0, weighed[0]!)).toBe(true);
    const more = [...parcels, { ...parcel, quantities: { a: '1' } }];
    expect(holdsEnough(batch, more, weighed, 1, weighed[0]!)).toBe(false);
    expect(holdsEnough(batch, parcels, weighed, 0, weighed[1]!)).toBe(false);
  });
});
