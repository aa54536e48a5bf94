import { Component, computed, effect, inject, input, model } from '@angular/core';
import type { Delivery, DeliveryPoint } from '@yigou/contracts';
import { closedOn, nextReceiving, receivingWords } from '@yigou/contracts/labels';
import { mayCall, paths } from '@yigou/contracts/paths';
import { apiResource, Seats } from '@yigou/web-data';
import { ErrorStateComponent, FieldComponent, FieldInputDirective, formatInstant } from '@yigou/web-ui';
import type { DraftLine } from './checkout-draft';

/** What goes to one point: the day, and pieces by SKU. */
export interface PartTo {
  readonly pointId: string;
  readonly deliverOn: string;
  readonly pieces: Readonly<Record<string, number>>;
}
/** A line of the checkout under its name. */
export type NamedLine = DraftLine & { readonly name?: string };

/** More are several orders. */
const MOST = 20;

/** Where a unit's order goes: to the address of whoever orders, or to one or several delivery points of the unit, each on a day on which it receives. */
@Component({
  selector: 'app-delivery-choice',
  imports: [ErrorStateComponent, FieldComponent, FieldInputDirective],
  templateUrl: './delivery-choice.html',
  styleUrl: './delivery-choice.scss',
})
export class DeliveryChoiceComponent {
  readonly lines = input.required<readonly NamedLine[]>();
  /** Null: to the address. */
  readonly parts = model.required<readonly PartTo[] | null>();

  private readonly seat = inject(Seats).current;
  private readonly mayRead = computed(() => {
    const seat = this.seat();
    return seat !== null && mayCall(paths.listDeliveryPoints, { ...seat, level: seat.reviewLevel });
  });
  protected readonly answer = apiResource('listDeliveryPoints', () => (this.mayRead() ? {} : undefined));
  protected readonly failure = this.answer.failure;
  protected readonly points = computed(() => (this.answer.latest()?.items ?? []).filter(({ active }) => active));
  /** In China. */
  protected readonly today = formatInstant(new Date(), 'date');
  protected readonly receiving = receivingWords;
  protected readonly most = MOST;

  constructor() {
    // Of a point that was put out of use meanwhile nothing is left to choose.
    effect(() => {
      const parts = this.parts();
      if (this.answer.latest() && parts && this.points().length === 0) this.parts.set(null);
    });
  }

  protected toPoints(): void {
    const [point] = this.points();
    if (point && this.parts() === null) this.parts.set([this.partOf(point, true)]);
  }

  protected add(): void {
    const used = (this.parts() ?? []).map(({ pointId }) => pointId);
    const point = this.points().find(({ id }) => !used.includes(id)) ?? this.points()[0];
    if (point) this.parts.update((all) => [...(all ?? []), this.partOf(point, false)]);
  }

  /** What went there goes to the first of those that are left. */
  protected remove(at: number): void {
    this.parts.update((all) => {
      const gone = all?.[at];
      return (all ?? [])
        .filter((_, index) => index !== at)
        .map((part, index) => (index === 0 && gone ? { ...part, pieces: sum(part.pieces, gone.pieces) } : part));
    });
  }

  protected choose(at: number, pointId: string): void {
    const point = this.points().find(({ id }) => id === pointId);
    if (point) this.change(at, (part) => ({ ...part, pointId, deliverOn: nextReceiving(point, part.deliverOn) }));
  }

  protected setDay(at: number, deliverOn: string): void {
    this.change(at, (part) => ({ ...part, deliverOn }));
  }

  protected setPieces(at: number, skuId: string, written: string): void {
    const pieces = /^\d{1,4}$/.test(written.trim()) ? Number(written) : 0;
    this.change(at, (part) => ({ ...part, pieces: { ...part.pieces, [skuId]: pieces } }));
  }

  /** When a point receives, or why not on the day. */
  protected hint({ pointId, deliverOn }: PartTo): string {
    const point = this.points().find(({ id }) => id === pointId);
    return point ? (deliverOn && closedOn(point, deliverOn)) || `${receivingWords(point)}收货` : '';
  }

  /** Why nothing can be sent there on the day; empty where it can. */
  wrong(part: PartTo): string {
    return wrongDay(part, this.points(), this.today);
  }

  private change(at: number, how: (part: PartTo) => PartTo): void {
    this.parts.update((all) => (all ?? []).map((part, index) => (index === at ? how(part) : part)));
  }

  private partOf(point: DeliveryPoint, all: boolean): PartTo {
    return {
      pointId: point.id,
      deliverOn: nextReceiving(point, this.today),
      pieces: Object.fromEntries(this.lines().map(({ skuId, quantity }) => [skuId, all ? quantity : 0])),
    };
  }
}

const sum = (a: PartTo['pieces'], b: PartTo['pieces']): PartTo['pieces'] =>
  Object.fromEntries(Object.keys({ ...a, ...b }).map((skuId) => [skuId, (a[skuId] ?? 0) + (b[skuId] ?? 0)]));

/** Why nothing can be sent to a point on the day that is said; empty where it can. */
export function wrongDay(
  { pointId, deliverOn }: PartTo,
  points: readonly Pick<DeliveryPoint, 'id' | 'name' | 'weekdays' | 'opens' | 'closes'>[],
  today: string,
): string {
  const point = points.find(({ id }) => id === pointId);
  if (!point) return '请选择收货点';
  if (deliverOn === '') return `请选择送到“${point.name}”的日子`;
  if (deliverOn < today) return '送达日已过，请改为今天或以后';
  return closedOn(point, deliverOn) ?? '';
}

/** Why the pieces do not come out even; empty where each line goes whole and each point gets something. */
export function unevenly(parts: readonly PartTo[], lines: readonly NamedLine[]): string {
  for (const { skuId, quantity, name } of lines) {
    const sent = parts.reduce((pieces, part) => pieces + (part.pieces[skuId] ?? 0), 0);
    if (sent !== quantity) return `${name ?? ''}：各收货点共 ${sent} 件，应为 ${quantity} 件`;
  }
  return parts.some(({ pieces }) => Object.values(pieces).every((count) => count === 0))
    ? '每个收货点都要有商品，不送的收货点请删去'
    : '';
}

/** As the API takes them. */
export const deliveriesOf = (parts: readonly PartTo[]): Delivery[] =>
  parts.map(({ pointId, deliverOn, pieces }) => ({
    pointId,
    deliverOn,
    lines: Object.entries(pieces).flatMap(([skuId, quantity]) => (quantity > 0 ? [{ skuId, quantity }] : [])),
  }));
