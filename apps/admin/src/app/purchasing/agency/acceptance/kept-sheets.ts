import { Injectable } from '@angular/core';
import type { RouteBody, RouteResponse } from '@yigou/contracts';
import type { GoodsRefusal } from '@yigou/contracts/labels';
import { arrivedOf, type Kept, KeptOnPhone } from '../../../shared/kept/kept-on-phone';

export type AcceptableOrder = RouteResponse<'getAcceptableOrder'>;
type SheetBody = RouteBody<'signAcceptance'>;

export interface WrittenLine {
  readonly orderLineId: string;
  readonly accepted: number | null;
  /** What they weigh, where they are sold by weight; left out of sheets that were begun before there was such a thing. */
  readonly grams?: number | null;
  readonly short: number | null;
  readonly refused: number | null;
  /** Empty: none. */
  readonly refusal: GoodsRefusal | '';
  readonly note: string;
  readonly batch: string;
  readonly producedOn: string;
  readonly shelfLifeDays: number | null;
  readonly papers: SheetBody['lines'][number]['papers'];
}
export interface Written {
  readonly lines: readonly WrittenLine[];
  readonly remark: string;
}

/** A sheet on this phone: what was written, by whom and for which unit, with the order as it was shown. */
export interface KeptSheet extends Kept {
  readonly order: AcceptableOrder;
  readonly written: Written;
  /** What is sent, without its photos; set when it is signed, and the same however often it is sent. */
  readonly body: SheetBody | null;
}

/** Acceptance sheets on the phone, since the gate of a canteen has no signal. */
@Injectable({ providedIn: 'root' })
export class KeptSheets extends KeptOnPhone<KeptSheet> {
  constructor() {
    super('yigou-acceptance');
  }

  of(orderId: string): KeptSheet | undefined {
    return this.sheets().find(({ order }) => order.id === orderId);
  }

  /** Begins a sheet of all that waits of an order. */
  begin(order: AcceptableOrder): void {
    const [userId, unitId] = this.who();
    const lines = order.lines.filter(({ waiting }) => waiting > 0);
    void this.keep({
      id: `${userId}:${unitId}:${order.id}`,
      userId,
      unitId,
      order,
      written: { lines: lines.map(({ id, waiting }) => untouched(id, waiting)), remark: '' },
      photos: {},
      state: 'draft',
      body: null,
      key: '',
      problem: '',
    });
  }

  write(id: string, said: Partial<Pick<KeptSheet, 'written' | 'photos'>>): Promise<void> {
    return this.overwrite(id, said);
  }

  sign(id: string, body: SheetBody): Promise<void> {
    return this.seal(id, { body });
  }

  protected async post(sheet: KeptSheet): Promise<void> {
    const { body, key, order } = sheet;
    if (!body) return;
    const lines = body.lines.map((line) => ({ ...line, photos: arrivedOf(sheet, line.orderLineId) }));
    await this.api.call('signAcceptance', { params: { id: order.id }, body: { ...body, lines }, idempotencyKey: key });
  }
}

/** Everything came, and nothing is said. */
const untouched = (orderLineId: string, accepted: number): WrittenLine => ({
  orderLineId,
  accepted,
  grams: null,
  short: 0,
  refused: 0,
  refusal: '',
  note: '',
  batch: '',
  producedOn: '',
  shelfLifeDays: null,
  papers: [],
});
