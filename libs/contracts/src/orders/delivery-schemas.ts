import * as z from 'zod';
import { CalendarDate, Id, MOST_ORDER_LINES, Phone, printed, Quantity, RegionRef, repeated } from '../common';

/** Points of one order at most: more are several orders. */
export const MOST_DELIVERIES = 20;

const Hour = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, '请按 08:30 的样子填写时间');
const Weekdays = z
  .array(z.int().min(1).max(7))
  .min(1, '请选择收货的日子')
  .max(7)
  .refine((list) => repeated(list).length === 0, '不能重复');

/** 收货点: where a unit takes goods in, who is there and when. */
export const DeliveryPointBody = z
  .strictObject({
    /** Once in a unit. */
    name: printed(40),
    contact: printed(30),
    phone: Phone,
    regionCode: z.string('请选择所在地区').regex(/^\d{6}$/, '请选择所在地区'),
    /** Street and number. */
    detail: printed(120, 3),
    /** 1 to 7, Monday first. */
    weekdays: Weekdays,
    opens: Hour,
    closes: Hour,
    /** For the driver. */
    note: printed(200, 0),
    /** Nothing new is sent to one that is not. */
    active: z.boolean(),
  })
  .refine(({ opens, closes }) => opens < closes, { message: '结束时间要晚于开始时间', path: ['closes'] });
const Times = { weekdays: z.array(z.int()), opens: z.string(), closes: z.string() };
export const DeliveryPoint = z.object({
  id: Id,
  name: z.string(),
  contact: z.string(),
  phone: z.string(),
  region: RegionRef,
  detail: z.string(),
  ...Times,
  note: z.string(),
  active: z.boolean(),
});
export type DeliveryPoint = z.infer<typeof DeliveryPoint>;
export const DeliveryPointList = z.object({ items: z.array(DeliveryPoint) });

/** What of a list goes to one point, and on which day it is wished. */
export const Delivery = z.strictObject({
  pointId: z.uuid('请选择收货点').meta({ description: 'UUID' }),
  deliverOn: z.iso.date('请选择送达日'),
  lines: z
    .array(z.strictObject({ skuId: Id, quantity: Quantity }))
    .max(MOST_ORDER_LINES)
    .refine((lines) => repeated(lines.map(({ skuId }) => skuId)).length === 0, '同一商品只列一行'),
});
export type Delivery = z.infer<typeof Delivery>;
export const Deliveries = z.array(Delivery).max(MOST_DELIVERIES, `一次最多 ${MOST_DELIVERIES} 个收货点`);

/** Whether each piece of a list goes to exactly one point, and something to each point; nothing is to be said where none is named. */
export function isWhollyDelivered(body: {
  readonly lines: readonly { readonly skuId: string; readonly quantity: number }[];
  readonly deliveries?: readonly Delivery[] | undefined;
}): boolean {
  if (!body.deliveries?.length) return true;
  if (body.lines.length > 0 && body.deliveries.some(({ lines }) => lines.length === 0)) return false;
  const left = new Map<string, number>();
  const count = (skuId: string, pieces: number) => left.set(skuId, (left.get(skuId) ?? 0) + pieces);
  for (const { skuId, quantity } of body.lines) count(skuId, quantity);
  for (const { skuId, quantity } of body.deliveries.flatMap(({ lines }) => lines)) count(skuId, -quantity);
  return [...left.values()].every((pieces) => pieces === 0);
}
export const NOT_WHOLLY_DELIVERED = {
  message: '每个收货点都要有商品，各点的数量加起来等于采购数量',
  path: ['deliveries'],
};

/** A point as it was when something was ordered there, and the day that was wished. */
export const DeliveryTerms = z.object({
  pointId: Id,
  name: z.string(),
  ...Times,
  note: z.string(),
  deliverOn: CalendarDate,
});
export type DeliveryTerms = z.infer<typeof DeliveryTerms>;
