import { Injectable } from '@nestjs/common';
import type { PaymentTerm } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database, PolicyParameters, type Queryable } from '@yigou/platform';
import { regionOfUnit } from '@yigou/procurement';

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
const MINUTES_PER_DAY = 1_440;

/** The terms of orders, by policy: of units where they stand, of all others the market's. */
@Injectable()
export class UnitTerms {
  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
  ) {}

  /** How long an order waits for what comes next, in minutes: a unit's for the supplier's signature, anybody else's to be paid. */
  async minutes(unitId: string | null): Promise<number> {
    if (unitId === null) return this.policy.get('order.payment_minutes');
    return MINUTES_PER_DAY * (await this.policy.get('order.sign_days', await regionOfUnit(this.db, unitId)));
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
