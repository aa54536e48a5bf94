import type { BatchView, OrderView, RouteBody } from '@yigou/contracts';
import type { Carrier } from '@yigou/contracts/labels';
import { parseCount } from '../shared/typed-amounts';

/** What stands in the form for one parcel: quantities as typed, per order line. */
export interface ParcelDraft {
  readonly carrier: Carrier | null;
  readonly waybill: string;
  readonly quantities: Readonly<Record<string, string>>;
  /** Batch that a line comes from, per order line; left out where none was named. */
  readonly batches?: Readonly<Record<string, string>>;
}
type Line = Pick<OrderView['lines'][number], 'id' | 'quantity' | 'shippedQuantity' | 'endedQuantity'>;
type Parcel = RouteBody<'shipOrder'>['parcels'][number];

export const remaining = (line: Line): number => line.quantity - line.shippedQuantity - line.endedQuantity;

/** What of a line neither was shipped nor lies in one of these parcels. */
export function unpacked(line: Line, parcels: readonly ParcelDraft[]): number {
  const packed = parcels.reduce((sum, parcel) => sum + (parseCount(parcel.quantities[line.id] ?? '') ?? 0), 0);
  return remaining(line) - packed;
}

type Weighed = Pick<OrderView['lines'][number], 'id' | 'netWeightGrams'>;
type Batch = Pick<BatchView, 'id' | 'quantityGrams' | 'shippedGrams'>;

/**
 * Whether a batch still holds what the parcels take from it, with line `line` of parcel `index` taken from it too. A packing whose weight is not known
 * cannot be booked on a batch.
 */
export function holdsEnough(
  batch: Batch,
  parcels: readonly ParcelDraft[],
  lines: readonly Weighed[],
  index: number,
  line: Weighed,
): boolean {
  if (line.netWeightGrams === null) return false;
  let grams = 0;
  parcels.forEach((parcel, at) => {
    for (const one of lines) {
      const taken = (at === index && one.id === line.id) || parcel.batches?.[one.id] === batch.id;
      if (taken) grams += (parseCount(parcel.quantities[one.id] || '0') ?? 0) * (one.netWeightGrams ?? 0);
    }
  });
  return grams <= batch.quantityGrams - batch.shippedGrams;
}

/** A new parcel starts with all that is left, and with the carrier and the batches of the last one. */
export function nextParcel(lines: readonly Line[], parcels: readonly ParcelDraft[]): ParcelDraft {
  return {
    carrier: parcels.at(-1)?.carrier ?? null,
    waybill: '',
    quantities: Object.fromEntries(lines.map((line) => [line.id, String(Math.max(0, unpacked(line, parcels)))])),
    ...(parcels.at(-1)?.batches ? { batches: parcels.at(-1)?.batches } : {}),
  };
}

export interface CheckedShipment {
  readonly body: RouteBody<'shipOrder'> | null;
  /** Message per field; keys are `0.waybill`, `0.lines` and so on, beginning with the number of the parcel. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Checks what was typed before it is sent; the API checks again. */
export function checkShipment(lines: readonly Line[], parcels: readonly ParcelDraft[]): CheckedShipment {
  const errors: Record<string, string> = {};
  const checked: Parcel[] = [];
  const waybills = new Set<string>();
  parcels.forEach((parcel, index) => {
    const waybill = parcel.waybill.trim();
    if (!parcel.carrier) errors[`${index}.carrier`] = '请选择承运商';
    if (!/^[A-Za-z0-9]{6,32}$/.test(waybill)) errors[`${index}.waybill`] = '运单号为 6–32 位字母或数字';
    else if (waybills.has(waybill)) errors[`${index}.waybill`] = '同一运单号填写了两次';
    waybills.add(waybill);
    const contents: Parcel['lines'] = [];
    for (const line of lines) {
      const quantity = parseCount(parcel.quantities[line.id] || '0');
      if (quantity === null || quantity < 0) errors[`${index}.lines`] = '数量应为不小于 0 的整数';
      else if (quantity > 0) {
        const batchId = parcel.batches?.[line.id];
        contents.push({ orderLineId: line.id, quantity, ...(batchId ? { batchId } : {}) });
      }
    }
    if (contents.length === 0) errors[`${index}.lines`] ??= '请至少放入一件商品';
    if (parcel.carrier) checked.push({ carrier: parcel.carrier, waybill, lines: contents });
  });
  if (lines.some((line) => unpacked(line, parcels) < 0)) errors['lines'] = '装入的数量超过订单剩余数量';
  return { body: Object.keys(errors).length === 0 ? { parcels: checked } : null, errors };
}
