import { Injectable } from '@nestjs/common';
import { type Fen, fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import type { RefundRequested } from '@yigou/payments';
import { claimEvent, type PayloadOf, UnitOfWork } from '@yigou/platform';
import { INVOICED_FEN, NET_FEN } from './open-amounts';

/** What goes back of an order that was invoiced already leaves its invoices too high: both sides are told, since only a red letter mends it. */
@Injectable()
export class InvoicedRefunds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  /** Once for each refund; of orders whose invoices are no higher than what is left of them, nobody. */
  async tell(
    event: { readonly id: string; readonly hearer: string },
    { refundId }: PayloadOf<typeof RefundRequested>,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const order = await tx.one<{
        number: string;
        supplierId: string;
        unitId: string;
        overFen: Fen;
        invoiceId: string | null;
      }>(
        `SELECT o.number, o.supplier_id AS "supplierId", n.organisation_id AS "unitId", (${INVOICED_FEN} - ${NET_FEN})::bigint AS "overFen",
           (SELECT i.id FROM purchasing_invoice_order p JOIN purchasing_invoice i ON i.id = p.invoice_id
              WHERE p.order_id = o.id AND i.status NOT IN ('red_lettered', 'withdrawn') ORDER BY i.recorded_at DESC, i.id DESC LIMIT 1) AS "invoiceId"
         FROM refund f JOIN sales_order o ON o.id = f.holder JOIN budget_unit n ON n.organisation_id = o.unit_id WHERE f.id = $1`,
        [refundId],
      );
      if (!order || order.overFen <= 0 || !(await claimEvent(tx, event))) return;
      const { number, supplierId, unitId, overFen, invoiceId } = order;
      const body = `订单退款后，已开发票比应开金额多 ${fenText(overFen)}。`;
      await this.notices.tell(
        tx,
        { organisationIds: [supplierId] },
        {
          kind: 'invoice',
          title: `请红冲发票：订单 ${number}`,
          body: `${body}请在税务平台红冲，登记红字发票后按余额重新开具。`,
          link: `/supplier/invoices?id=${invoiceId}`,
        },
      );
      await this.notices.tell(
        tx,
        { duty: { organisationId: unitId, duty: 'pay' } },
        {
          kind: 'invoice',
          title: `发票金额高于订单：订单 ${number}`,
          body: `${body}供应商需要红冲后重新开具，请留意新的发票。`,
          link: `/agency/invoices?id=${invoiceId}`,
        },
      );
    });
  }
}
