import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { PURCHASING_AUDIT_ACTIONS, RouteBody, RouteResponse } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller, type SeatRule, supplierOf } from '@yigou/identity';
import { DomainError, type Fen, fenText } from '@yigou/kernel';
import { Database, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { lockTransfer } from '../transfers/move-transfer';
import { TRANSFER } from '../transfers/transfer-status';
import { Transfers } from '../transfers/transfers.service';
import { CERTAIN_PAIRS } from './bank-suggestions';
import { freeBankLine, lockBankLine, takeBankLine } from './take-bank-line';

const RECEIVER: SeatRule = { kind: 'supplier' };

/**
 * What a supplier's people say of money that came by its bank's statements: which voucher it is of, or that it is not about orders. Nothing is paid by itself: somebody
 * confirms, and the voucher goes the way of all vouchers.
 */
@Injectable()
export class BankLines {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly transfers: Transfers,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `forbidden`, `not_found`, `transfer_closed`, `bank_line_taken`, `transfer_matched`, `transfer_amount_differs`. */
  async match(caller: Caller, id: string, transferId: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, RECEIVER);
      const voucher = await lockTransfer(tx, transferId, { supplierId: by.seat.organisationId });
      TRANSFER.next(voucher.status, 'confirm');
      const { amountFen, payer } = await takeBankLine(tx, id, voucher, by.actor.userId);
      const summary = `流水 ${fenText(amountFen)}（${payer || '未写户名'}）匹配订单 ${voucher.orderNumber}`;
      await this.note(tx, by, id, 'purchasing.bank_line_matched', summary);
    });
  }

  /** Takes that back; what is not matched stays so. Throws `forbidden`, `not_found`, and `transfer_closed` when the voucher was confirmed by it. */
  async unmatch(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, RECEIVER);
      const supplierId = by.seat.organisationId;
      const line = await tx.one<{ transferId: string | null }>(
        'SELECT transfer_id AS "transferId" FROM purchasing_bank_line WHERE id = $1 AND supplier_id = $2',
        [id, supplierId],
      );
      if (!line) throw new DomainError('not_found');
      if (line.transferId === null) return;
      const voucher = await lockTransfer(tx, line.transferId, { supplierId });
      const held = await lockBankLine(tx, id, supplierId);
      if (held.transferId === null) return;
      if (held.transferId !== voucher.id) throw new DomainError('bank_line_taken');
      TRANSFER.next(voucher.status, 'confirm');
      await freeBankLine(tx, voucher.id);
      const summary = `取消流水 ${fenText(held.amountFen)} 与订单 ${voucher.orderNumber} 的匹配`;
      await this.note(tx, by, id, 'purchasing.bank_line_unmatched', summary);
    });
  }

  /** It is not about orders, or is after all. Throws `forbidden`, `not_found`, and `bank_line_taken` for one that is used. */
  async ignore(caller: Caller, id: string, ignored: boolean): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, RECEIVER);
      const line = await lockBankLine(tx, id, by.seat.organisationId);
      if (line.ignored === ignored) return;
      if (line.transferId !== null) throw new DomainError('bank_line_taken');
      await tx.query('UPDATE purchasing_bank_line SET ignored = $2 WHERE id = $1', [id, ignored]);
      const summary = `${ignored ? '忽略' : '恢复'}流水 ${line.day} ${fenText(line.amountFen)}`;
      await this.note(tx, by, id, ignored ? 'purchasing.bank_line_ignored' : 'purchasing.bank_line_reopened', summary);
    });
  }

  /** The voucher's money came with this line: the order is paid. Throws `not_found`, `bank_line_taken`, `transfer_matched` and like `Transfers.confirm`. */
  async confirm(caller: Caller, id: string, transferId: string, claim: IdempotencyClaim): Promise<void> {
    const line = await this.db.one<{ amountFen: Fen }>(
      'SELECT amount_fen AS "amountFen" FROM purchasing_bank_line WHERE id = $1 AND supplier_id = $2',
      [id, supplierOf(caller)],
    );
    if (!line) throw new DomainError('not_found');
    await this.transfers.confirm(caller, transferId, line.amountFen, claim, id);
  }

  /** Several at once, each by itself, of which there is no doubt; of the others it is said why not. Throws `forbidden`. */
  async confirmCertain(
    caller: Caller,
    { pairs }: RouteBody<'confirmBankLines'>,
    claim: IdempotencyClaim,
  ): Promise<RouteResponse<'confirmBankLines'>> {
    const sure = await this.db.query<{ lineId: string }>(CERTAIN_PAIRS, [
      supplierOf(caller),
      pairs.map(({ lineId }) => lineId),
      pairs.map(({ transferId }) => transferId),
    ]);
    const certain = new Set(sure.map(({ lineId }) => lineId));
    const refused: { lineId: string; reason: string }[] = [];
    for (const { lineId, transferId } of pairs) {
      if (!certain.has(lineId)) {
        refused.push({ lineId, reason: '金额和订单号没有同时对上，请打开流水核对后单独确认。' });
        continue;
      }
      try {
        // Its own key: a press after a lost answer confirms nothing twice, and what was refused may be tried again.
        await this.confirm(caller, lineId, transferId, { ...claim, key: `${claim.key}:${lineId}` });
      } catch (error) {
        if (!(error instanceof DomainError) || error.code === 'forbidden') throw error;
        refused.push({ lineId, reason: error.message });
      }
    }
    return { confirmed: pairs.length - refused.length, refused };
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    subjectId: string,
    action: keyof typeof PURCHASING_AUDIT_ACTIONS,
    summary: string,
  ): Promise<void> {
    return this.audit.record(tx, { ...auditOf(by), action, subjectKind: 'bank_line', subjectId, summary });
  }
}
