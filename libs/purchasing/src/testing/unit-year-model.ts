/** What a market of units comes to, computed as simply as it can be said: the model that the real one is compared with. */

interface Money {
  encumbered: number;
  spent: number;
}
interface ModelBudget extends Money {
  ceiling: number;
}
type Status =
  | 'to_sign'
  | 'pending_payment'
  | 'to_ship'
  | 'part_shipped'
  | 'shipped'
  | 'payable'
  | 'completed'
  | 'cancelled';
export interface ModelOrder {
  readonly unit: number;
  /** The budgets that hold it, as the tree stood when it was placed. */
  readonly budgets: readonly number[];
  readonly quantity: number;
  freight: number;
  /** Paid once it was accepted (先货后款), of what was accepted. */
  readonly onAcceptance: boolean;
  paid: boolean;
  status: Status;
  shipped: number;
  accepted: number;
  refused: number;
  ended: number;
  /** What is not billed of the most of what was taken. */
  light: number;
  refunded: number;
  readonly held: Money;
}
/** An error's code, or null for done. */
export type Outcome = string | null;

/** Units 0 and 1 with a budget each (0, 1), below one of two bureaus whose budgets (2, 3) reach down; one SKU. */
export class UnitYearModel {
  readonly budgets: ModelBudget[];
  readonly orders: ModelOrder[] = [];
  readonly bought = [0, 0];
  /** Below which bureau each unit stands. */
  readonly parents = [0, 0];
  reserved = 0;

  /** What a piece costs at most, and by weight at so many fen a gram what it weighs about; by the piece: null. */
  constructor(
    ceilings: readonly number[],
    readonly priceFen: number,
    public onHand: number,
    readonly weight: { readonly fenPerGram: number; readonly pieceGrams: number } | null = null,
  ) {
    this.budgets = ceilings.map((ceiling) => ({ ceiling, encumbered: 0, spent: 0 }));
  }

  left(budget: number): number {
    const { ceiling, encumbered, spent } = this.budgets[budget] as ModelBudget;
    return ceiling - encumbered - spent;
  }

  place(unit: number, quantity: number, freight: number, onAcceptance: boolean): Outcome {
    const budgets = [unit, 2 + (this.parents[unit] ?? 0)];
    const total = quantity * this.priceFen + freight;
    if (quantity > this.onHand - this.reserved) return 'insufficient_stock';
    if (budgets.some((budget) => total > this.left(budget))) return 'budget_exceeded';
    const held = { encumbered: 0, spent: 0 };
    const nothing = { shipped: 0, accepted: 0, refused: 0, ended: 0, light: 0, refunded: 0 };
    const terms = { onAcceptance, paid: false };
    const order: ModelOrder = { unit, budgets, quantity, freight, ...terms, status: 'to_sign', held, ...nothing };
    this.hold(order, total, 0);
    this.reserved += quantity;
    this.orders.push(order);
    return null;
  }

  changeFreight(order: ModelOrder, freight: number): Outcome {
    if (order.status !== 'to_sign') return 'order_not_signable';
    const more = freight - order.freight;
    if (more > 0 && order.budgets.some((budget) => more > this.left(budget))) return 'budget_exceeded';
    this.hold(order, more, 0);
    order.freight = freight;
    return null;
  }

  sign(order: ModelOrder): Outcome {
    if (order.status !== 'to_sign') return 'order_not_signable';
    order.status = order.onAcceptance ? 'to_ship' : 'pending_payment';
    return null;
  }

  decline(order: ModelOrder): Outcome {
    return order.status === 'to_sign' ? this.end(order) : 'order_not_signable';
  }

  pay(order: ModelOrder): void {
    order.paid = true;
    if (order.status === 'payable') this.complete(order);
    else order.status = 'to_ship';
  }

  /** What is asked for: of what is paid on acceptance what was accepted, and the freight. */
  due({ quantity, freight, onAcceptance, ended, refused, light }: ModelOrder): number {
    const off = onAcceptance ? (ended + refused) * this.priceFen + light : 0;
    return quantity * this.priceFen + freight - off;
  }

  cancel(order: ModelOrder): Outcome {
    if (!['to_sign', 'pending_payment', 'to_ship'].includes(order.status)) return 'order_not_cancellable';
    if (order.paid) order.refunded += order.quantity * this.priceFen + order.freight;
    return this.end(order);
  }

  ship(order: ModelOrder, pieces: number): Outcome {
    if (!['to_ship', 'part_shipped'].includes(order.status)) return 'order_not_shippable';
    if (pieces > this.owed(order)) return 'shipment_exceeds_order';
    order.shipped += pieces;
    this.onHand -= pieces;
    this.reserved -= pieces;
    order.status = this.owed(order) === 0 ? 'shipped' : 'part_shipped';
    return null;
  }

  endRest(order: ModelOrder, pieces: number): Outcome {
    if (order.status !== 'part_shipped') return 'order_rest_not_endable';
    if (pieces > this.owed(order)) return 'rest_exceeds_order';
    order.ended += pieces;
    this.reserved -= pieces;
    this.giveBack(order, pieces);
    if (this.owed(order) === 0) order.status = 'shipped';
    this.finishIfSettled(order);
    return null;
  }

  accept(order: ModelOrder, accepted: number, refused: number, grams: number): Outcome {
    if (!['part_shipped', 'shipped'].includes(order.status)) return 'order_not_acceptable';
    if (accepted + refused > this.unsettled(order)) return 'acceptance_exceeds_shipped';
    order.accepted += accepted;
    order.refused += refused;
    this.giveBack(order, refused);
    this.weigh(order, accepted, grams);
    this.finishIfSettled(order);
    return null;
  }

  /** The term after delivery ends: what nobody refused is taken. */
  endTerm(order: ModelOrder): void {
    if (order.status !== 'shipped') return;
    const rest = this.unsettled(order);
    order.accepted += rest;
    this.weigh(order, rest, rest * (this.weight?.pieceGrams ?? 0));
    this.finishIfSettled(order);
  }

  setCeiling(budget: number, ceiling: number): Outcome {
    const { encumbered, spent } = this.budgets[budget] as ModelBudget;
    if (ceiling < encumbered + spent) return 'budget_below_used';
    (this.budgets[budget] as ModelBudget).ceiling = ceiling;
    return null;
  }

  owed({ quantity, shipped, ended }: ModelOrder): number {
    return quantity - shipped - ended;
  }

  unsettled({ shipped, accepted, refused }: ModelOrder): number {
    return shipped - accepted - refused;
  }

  private finishIfSettled(order: ModelOrder): void {
    if (order.status !== 'shipped' || this.unsettled(order) > 0) return;
    if (order.onAcceptance && this.due(order) > 0) order.status = 'payable';
    else this.complete(order);
  }

  private complete(order: ModelOrder): void {
    order.status = 'completed';
    this.hold(order, -order.held.encumbered, order.held.encumbered);
    this.bought[order.unit] = (this.bought[order.unit] ?? 0) + order.accepted * this.priceFen - order.light;
  }

  /** Pieces come to what they weigh, but to no more than the most of them. */
  private weigh(order: ModelOrder, pieces: number, grams: number): void {
    if (!this.weight) return;
    const light = Math.max(0, pieces * this.priceFen - Math.round(this.weight.fenPerGram * grams));
    this.hold(order, -light, 0);
    order.light += light;
    if (!order.onAcceptance) order.refunded += light;
  }

  private giveBack(order: ModelOrder, pieces: number): void {
    this.hold(order, -pieces * this.priceFen, 0);
    if (!order.onAcceptance) order.refunded += pieces * this.priceFen;
  }

  private end(order: ModelOrder): null {
    order.status = 'cancelled';
    this.reserved -= order.quantity;
    this.hold(order, -order.held.encumbered, 0);
    return null;
  }

  private hold(order: ModelOrder, encumbered: number, spent: number): void {
    for (const money of [order.held, ...order.budgets.map((budget) => this.budgets[budget] as ModelBudget)]) {
      money.encumbered += encumbered;
      money.spent += spent;
    }
  }
}
