import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import {
  type BulkTerms,
  bulkPriceFen,
  bulkWords,
  closedOn,
  nextReceiving,
  receivingWords,
} from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { dayAhead } from '../../shared/deadlines';
import { formatMoney } from '../../shared/format';
import { CountInput } from '../../shared/typed-inputs/typed-inputs';
import { type AcceptedGood, BulkListPanel, type Earlier } from './bulk-list';
import { type Good, GoodsSelect } from './goods-select';
import type { Requisition } from './requisition-forms';

interface Line {
  readonly skuId: string;
  readonly label: string;
  /** Everybody's, and what units pay for many. */
  readonly priceFen: number;
  readonly bulk: BulkTerms | null;
  readonly quantity: number | null;
  /** How many of it go to each point, where there are several. */
  readonly parts: readonly { readonly quantity: number | null }[];
}
interface To {
  readonly pointId: string | null;
  readonly deliverOn: string;
}
interface Written {
  /** Points of the unit; none: `deliverTo` says where in words. */
  readonly to: readonly To[];
  readonly purpose: string;
  readonly deliverOn: string;
  readonly deliverTo: string;
  readonly poNumber: string;
  readonly budgetId: string | null;
  readonly lines: readonly Line[];
}

const writtenOf = ({ purpose, deliverOn, deliverTo, poNumber, budgetId, items, deliveries }: Requisition): Written => ({
  purpose,
  deliverOn,
  deliverTo: deliveries.length > 0 ? '' : deliverTo,
  to: deliveries.map((one) => ({ pointId: one.pointId, deliverOn: one.deliverOn })),
  poNumber,
  budgetId,
  // What stands there at another price is taken at that of today.
  lines: items.map(({ skuId, productName, skuName, quantity, priceFen, offer }) => ({
    skuId,
    label: `${productName} ${skuName}`,
    priceFen: offer?.priceFen ?? priceFen,
    bulk: offer?.bulk ?? null,
    quantity,
    parts: deliveries.map(({ lines }) => ({
      quantity: lines.find((one) => one.skuId === skuId)?.quantity ?? null,
    })),
  })),
});

/** Pieces of a line: said for each point where there are several. */
const piecesOf = ({ quantity, parts }: Line, points: number): number | null =>
  points < 2 ? quantity : parts.reduce((sum, part) => sum + (part.quantity ?? 0), 0) || null;

/** Writes a requisition's list: goods by search, how many of each, where and when, and out of which budget. */
@Component({
  selector: 'yg-requisition-editor',
  imports: [
    BulkListPanel,
    CountInput,
    FieldComponent,
    FieldInputDirective,
    FormField,
    GoodsSelect,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzOptionComponent,
    NzSelectComponent,
  ],
  templateUrl: './requisition-editor.html',
  styleUrl: './requisition-editor.css',
})
export class RequisitionEditor {
  readonly requisition = input.required<Requisition>();
  /** Which earlier list it is written from. */
  readonly earlier = input<Earlier | null>(null);
  readonly saved = output<Requisition>();
  readonly closed = output();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  private readonly written = linkedSignal<Written>(() => writtenOf(this.requisition()));
  protected readonly form = contractForm('saveRequisition', this.written, {
    body: ({ lines, to, ...said }) => ({
      ...said,
      lines: lines.map((line) => ({ skuId: line.skuId, quantity: piecesOf(line, to.length) })),
      deliveries: to.map((point, at) => ({
        ...point,
        lines: lines.flatMap((line) => {
          const quantity = to.length < 2 ? line.quantity : (line.parts[at]?.quantity ?? null);
          return quantity === null || quantity === 0 ? [] : [{ skuId: line.skuId, quantity }];
        }),
      })),
      lockVersion: this.requisition().lockVersion,
    }),
    names: {
      'lines.*.skuId': 'lines.*.quantity',
      'deliveries.*.pointId': 'to.*.pointId',
      'deliveries.*.deliverOn': 'to.*.deliverOn',
    },
  });
  protected readonly sum = computed(() =>
    this.written().lines.reduce((sum, line) => sum + this.price(line) * (this.pieces(line) ?? 0), 0),
  );
  private readonly known = apiResource('listDeliveryPoints');
  /** Those that goods may be sent to. */
  protected readonly points = computed(() => (this.known.latest()?.items ?? []).filter(({ active }) => active));
  protected readonly money = formatMoney;

  /** Of a piece, at the quantity that stands there. */
  protected price(line: Line): number {
    return bulkPriceFen(line, this.pieces(line) ?? 0);
  }

  protected pieces(line: Line): number | null {
    return piecesOf(line, this.written().to.length);
  }

  protected addPoint(): void {
    const used = this.written().to.map(({ pointId }) => pointId);
    const point = this.points().find(({ id }) => !used.includes(id)) ?? this.points()[0];
    const wished = this.written().deliverOn || dayAhead(0);
    const to = { pointId: point?.id ?? null, deliverOn: point ? nextReceiving(point, wished) : wished };
    // What was wanted at the only point so far stays wanted there.
    const first = this.written().to.length === 1;
    this.form.fields.lines().value.update((lines) =>
      lines.map((line) => ({
        ...line,
        parts: [...(first ? [{ quantity: line.quantity }] : line.parts), { quantity: null }],
      })),
    );
    this.form.fields.to().value.update((all) => [...all, to]);
  }

  protected removePoint(index: number): void {
    const last = this.written().to.length === 2;
    this.form.fields.to().value.update((all) => all.filter((_, at) => at !== index));
    this.form.fields.lines().value.update((lines) =>
      lines.map((line) => ({
        ...line,
        // The one that is left takes all of it.
        quantity: last ? piecesOf(line, 2) : line.quantity,
        parts: line.parts.filter((_, at) => at !== index),
      })),
    );
  }

  /** When a point receives, or why not on the day that is wished. */
  protected hint({ pointId, deliverOn }: To): string {
    const point = this.points().find(({ id }) => id === pointId);
    return point ? (deliverOn && closedOn(point, deliverOn)) || `${receivingWords(point)}收货` : '';
  }

  protected nameOf(pointId: string | null): string {
    return this.points().find(({ id }) => id === pointId)?.name ?? '未选收货点';
  }

  protected terms({ bulk }: Line): string {
    return bulk ? bulkWords(bulk, formatMoney) : '';
  }

  protected addAll(goods: readonly AcceptedGood[]): void {
    for (const { good, quantity } of goods) this.add(good, quantity);
  }

  /** What is listed already gets so many more. */
  protected add({ skuId, productName, skuName, priceFen, bulk }: Good, pieces: number): void {
    const wanted = Math.max(pieces, bulk?.minimum ?? 1);
    const good = { skuId, label: `${productName} ${skuName}`, priceFen, bulk };
    this.form.fields
      .lines()
      .value.update((lines) =>
        lines.some((line) => line.skuId === skuId)
          ? lines.map((line) => (line.skuId === skuId ? this.more(line, pieces) : line))
          : [...lines, { ...good, quantity: wanted, parts: this.partsOf(wanted) }],
      );
  }

  /** So many more, at the first point where there are several. */
  private more(line: Line, pieces: number): Line {
    const [first, ...rest] = line.parts;
    return {
      ...line,
      quantity: (line.quantity ?? 0) + pieces,
      parts: first ? [{ quantity: (first.quantity ?? 0) + pieces }, ...rest] : line.parts,
    };
  }

  private partsOf(pieces: number): Line['parts'] {
    return this.written().to.map((_, at) => ({ quantity: at === 0 ? pieces : null }));
  }

  protected remove(index: number): void {
    this.form.fields.lines().value.update((lines) => lines.filter((_, at) => at !== index));
  }

  protected async save(): Promise<void> {
    const { id } = this.requisition();
    await this.form.send(async ({ body }) => {
      const now = await this.api.call('saveRequisition', { params: { id }, body });
      this.message.success('采购申请已保存。');
      this.saved.emit(now);
    });
  }
}
