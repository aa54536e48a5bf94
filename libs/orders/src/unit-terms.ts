import { Injectable } from '@nestjs/common';
import type { PaymentTerm } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database, PolicyParameters, type Queryable } from '@yigou/platform';
import { regionOfUnit } from '@yigou/procurement';
import type { UnpaidLimits } from './unpaid-limits';

/**
 * How long a unit may take to pay, in days: from the signature on, and by how much it may put that off, once (先款后货, R22); on acceptance from the acceptance on, and not
 * longer (先货后款; 45 days where nothing else holds, R26).
 */
export interface PaymentTerms {
  /** Absent in contracts that were signed before units could pay on acceptance. */
  readonly kind?: PaymentTerm;
  readonly paymentDays: number;
  readonly extensionDays: number;
}
/** What holds for an order that is placed. */
export interface PlacingTerms {
  /** How long it waits for what comes next: a unit's for the supplier's signature, anybody else's to be paid. */
  readonly minutes: number;
  /** Whether a unit that is in arrears may not order. */
  readonly arrearsLock: boolean;
  /** How much may be held without having paid; null: what its budget holds. */
  readonly limits: UnpaidLimits | null;
}
/** Of order `o`: accepted, not paid in time, and no transfer waits to be confirmed. */
export const OVERDUE = `(o.status = 'payable' AND o.due_at <= clock_timestamp() AND NOT EXISTS (
  SELECT FROM checkout c JOIN payment p ON p.id = c.payment_id WHERE c.id = o.checkout_id AND p.channel = 'transfer'))`;
const MINUTES_PER_DAY = 1_440;

/** The terms of orders, by policy: of units where they stand, of all others the market's. */
@Injectable()
export class UnitTerms {
  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
  ) {}

  /** What holds for an order that is placed now. */
  async placing(unitId: string | null): Promise<PlacingTerms> {
    if (unitId === null)
      return {
        minutes: await this.policy.get('order.payment_minutes'),
        arrearsLock: false,
        limits: {
          perPerson: await this.policy.get('order.unpaid_per_person'),
          perAddress: await this.policy.get('order.unpaid_per_address'),
          stockBp: await this.policy.get('order.unpaid_stock_bp'),
          freePieces: await this.policy.get('order.unpaid_free_pieces'),
        },
      };
    const region = await regionOfUnit(this.db, unitId);
    return {
      minutes: MINUTES_PER_DAY * (await this.policy.get('order.sign_days', region)),
      arrearsLock: await this.policy.get('order.arrears_lock', region),
      limits: null,
    };
  }

  /**
   * Throws `unit_in_arrears`, which names the orders, while the unit has accepted goods that it has not paid in time (R24, R26). It is read of the orders at the moment of placing:
   * nothing has to be locked or freed by anybody. An order whose transfer waits to be confirmed is no arrears: the unit has done its part.
   */
  async requireNoArrears(db: Queryable, unitId: string): Promise<void> {
    const overdue = await db.query<{ number: string }>(
      `SELECT o.number FROM sales_order o WHERE o.unit_id = $1 AND ${OVERDUE} ORDER BY o.due_at, o.id LIMIT 20`,
      [unitId],
    );
    if (overdue.length === 0) return;
    const numbers = overdue.map(({ number }) => number);
    const named = numbers.slice(0, 3).join('、') + (numbers.length > 3 ? ` 等 ${numbers.length} 个` : '');
    const message = `订单 ${named} 逾期未付款，付清或登记转账凭证后才能再下单。`;
    throw new DomainError('unit_in_arrears', { numbers }, message);
  }

  /** What holds for a contract that is signed now. */
  async ofContract(db: Queryable, unitId: string, kind: PaymentTerm): Promise<PaymentTerms> {
    const region = await regionOfUnit(db, unitId);
    if (kind === 'on_acceptance')
      return { kind, paymentDays: await this.policy.get('order.on_acceptance_days', region), extensionDays: 0 };
    return {
      kind,
      paymentDays: await this.policy.get('order.unit_payment_days', region),
      extensionDays: await this.policy.get('order.unit_extension_days', region),
    };
  }

  /** Whether a unit may pay suppliers after acceptance: its region and each of them have to grant it (R22). Days from the acceptance on. */
  async onAcceptance(
    db: Queryable,
    unitId: string,
    supplierIds: readonly string[],
  ): Promise<{ readonly granted: boolean; readonly days: number; readonly refusedBy: readonly string[] }> {
    const region = await regionOfUnit(db, unitId);
    const days = await this.policy.get('order.on_acceptance_days', region);
    if (!(await this.policy.get('order.on_acceptance', region))) return { granted: false, days, refusedBy: [] };
    const refusing = await db.query<{ id: string }>(
      `SELECT id FROM unnest($1::uuid[]) AS s (id) WHERE NOT EXISTS (
         SELECT FROM order_selling_terms t WHERE t.supplier_id = s.id AND t.on_acceptance)`,
      [supplierIds],
    );
    return { granted: refusing.length === 0, days, refusedBy: refusing.map(({ id }) => id) };
  }

  /** Throws `payment_terms_not_granted` with the suppliers that do not grant it; none: the region does not. */
  async requireOnAcceptance(db: Queryable, unitId: string, supplierIds: readonly string[]): Promise<void> {
    const { granted, refusedBy } = await this.onAcceptance(db, unitId, supplierIds);
    if (!granted) throw new DomainError('payment_terms_not_granted', { supplierIds: refusedBy });
  }
}
