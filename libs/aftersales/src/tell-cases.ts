import { Injectable } from '@nestjs/common';
import { Notices } from '@yigou/notifications';
import { atMarket, claimEvent, UnitOfWork } from '@yigou/platform';
import { caseNotices, type ToldCase } from './case-notices';

/** Whoever waits for a step of a case hears of it, once, outside the transaction that makes it. */
@Injectable()
export class TellCases {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  async tell(
    event: { readonly id: string; readonly hearer: string },
    { caseId, stepId }: { readonly caseId: string; readonly stepId: string },
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      if (!(await claimEvent(tx, event))) return;
      const told = await tx.one<ToldCase>(
        `SELECT k.id, k.number, k.kind, k.reason, l.product_name || ' ' || l.sku_name AS goods, k.pieces, k.asked_fen AS "askedFen", k.agreed_fen AS "agreedFen",
           k.user_id AS "userId", k.supplier_id AS "supplierId", k.region_code AS "regionCode", t.action, t.to_status AS "to", t.actor_id IS NOT NULL AS "byHand", t.note,
           CASE WHEN k.status = t.to_status THEN to_char(${atMarket('k.due_at')}, 'YYYY-MM-DD HH24:MI') END AS until
         FROM aftersales_case_step t JOIN aftersales_case k ON k.id = t.aftersales_case_id JOIN order_line l ON l.id = k.order_line_id WHERE t.id = $1 AND k.id = $2`,
        [stepId, caseId],
      );
      if (!told) return;
      for (const { audience, ...text } of caseNotices(told)) await this.notices.tell(tx, audience, text);
    });
  }
}
