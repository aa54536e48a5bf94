import type { BatchView, OrderView } from '@yigou/contracts';
import type { Carrier } from '@yigou/contracts/labels';

/** What of an order line lies in a parcel, and the batch that it comes from, empty where none was named. Null where nothing is filled in. */
export interface PackedLine {
  readonly orderLineId: string;
  readonly quantity: number | null;
  readonly batchId: string;
}
/** One parcel as it stands in the form, with a line for each line of the order that is not shipped yet. */
export interface ParcelForm {
  readonly carrier: Carrier | null;
  readonly waybill: string;
  readonly lines: readonly PackedLine[];
}
type Line = Pick<OrderView['lines'][number], 'id' | 'quantity' | 'shippedQuantity' | 'endedQuantity'>;

export const remaining = (line: Line): number => line.quantity - line.shippedQuantity - line.endedQuantity;

/** What of a line neither was shipped nor lies in one of these parcels. */
export function unpacked(line: Line, parcels: readonly Pick<ParcelForm, 'lines'>[]): number {
  const packed = parcels.flatMap(({ lines }) => lines.filter((one) => one.orderLineId === line.id));
  return remaining(line) - packed.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
}

type Weighed = Pick<OrderView['lines'][number], 'id' | 'netWeightGrams'>;
type Batch = Pick<BatchView, 'id' | 'quantityGrams' | 'shippedGrams'>;

/**
 * Whether a batch still holds what the parcels take from it, with the line of order line `line` in parcel `index` taken from it too. A packing whose weight is
 * not known cannot be booked on a batch.
 */
export function holdsEnough(
  batch: Batch,
  parcels: readonly Pick<ParcelForm, 'lines'>[],
  lines: readonly Weighed[],
  index: number,
  line: Weighed,
): boolean {
  if (line.netWeightGrams === null) return false;
  const weights = new Map(lines.map((one) => [one.id, one.netWeightGrams ?? 0]));
  let grams = 0;
  parcels.forEach((parcel, at) => {
    for (const { orderLineId, quantity, batchId } of parcel.lines) {
      const taken = (at === index && orderLineId === line.id) || batchId === batch.id;
      if (taken) grams += (quantity ?? 0) * (weights.get(orderLineId) ?? 0);
    }
  });
  return grams <= batch.quantityGrams - batch.shippedGrams;
}

/** A new parcel starts with all that is left, and with the carrier and the batches of the last one. */
export function nextParcel(lines: readonly Line[], parcels: readonly ParcelForm[]): ParcelForm {
  const last = parcels.at(-1);
  return {
    carrier: last?.carrier ?? null,
    waybill: '',
    lines: lines.map((line) => ({
      orderLineId: line.id,
      quantity: Math.max(0, unpacked(line, parcels)),
      batchId: last?.lines.find((one) => one.orderLineId === line.id)?.batchId ?? '',
    })),
  };
}

/** What is sent: lines of which a parcel holds nothing are left out. */
export const bodyOf = (parcels: readonly ParcelForm[]) => ({
  parcels: parcels.map(({ lines, ...parcel }) => ({
    ...parcel,
    lines: lines
      .filter(({ quantity }) => quantity)
      .map(({ batchId, ...line }) => ({ ...line, ...(batchId ? { batchId } : {}) })),
  })),
});
