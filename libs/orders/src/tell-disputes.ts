import { Injectable } from '@nestjs/common';
import { DISPUTE_STATUSES } from '@yigou/contracts/labels';
import { fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import type { PaymentDisputed } from '@yigou/payments';
import { type PayloadOf, type Tx, UnitOfWork } from '@yigou/platform';

type Said = PayloadOf<typeof PaymentDisputed>;
interface Disputed {
  readonly id: string;
  readonly number: string;
  readonly supplierId: string;
}

/** Whose goods are asked back by a buyer's bank hears of it, and of how it ended. */
@Injectable()
export class TellDisputes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  /** Tells the supplier of each order that the payment is for. What was told already is not told again. */
  async tell(said: Said): Promise<void> {
    await this.uow.run(async (tx) => {
      const orders = await tx.query<Disputed>(
        `SELECT o.id, o.number, o.supplier_id AS "supplierId" FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE c.payment_id = $1`,
        [said.paymentId],
      );
      for (const order of orders) await this.once(tx, order, said);
    });
  }

  private async once(
    tx: Tx,
    { id, number, supplierId }: Disputed,
    { status, amountFen, disputeId }: Said,
  ): Promise<void> {
    const link = `/supplier/orders?id=${id}&dispute=${disputeId}-${status}`;
    const told = await tx.one(
      'SELECT 1 FROM notice n JOIN seat_holder m ON m.user_id = n.user_id WHERE m.organisation_id = $2 AND n.link = $1 LIMIT 1',
      [link, supplierId],
    );
    if (told) return;
    const over =
      status === 'won' ? '可以继续发货。' : status === 'lost' ? '款项已由渠道退回买家，没有发的货请不要再发。' : HELD;
    await this.notices.tell(
      tx,
      { organisationIds: [supplierId] },
      {
        kind: 'order',
        title: `${DISPUTE_STATUSES[status]}：订单 ${number}`,
        body: `买家向付款银行要求退回 ${fenText(amountFen)}。${over}`,
        link,
      },
    );
  }
}

const HELD = '争议结束前不能发货，请备好运单、签收和沟通记录，由平台统一举证。';
