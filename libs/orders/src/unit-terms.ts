import { Injectable } from '@nestjs/common';
import { Database, PolicyParameters, type Queryable } from '@yigou/platform';
import { regionOfUnit } from '@yigou/procurement';

/** How long a unit may take to pay, in days: from the signature on, and by how much it may put that off, once (先款后货, R22). */
export interface PaymentTerms {
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
  async ofContract(db: Queryable, unitId: string): Promise<PaymentTerms> {
    const region = await regionOfUnit(db, unitId);
    return {
      paymentDays: await this.policy.get('order.unit_payment_days', region),
      extensionDays: await this.policy.get('order.unit_extension_days', region),
    };
  }
}
