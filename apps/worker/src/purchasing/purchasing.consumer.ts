import { OrderCompleted, OrderPayable } from '@yigou/orders';
import { RefundRequested, TransferOvertaken } from '@yigou/payments';
import {
  Acceptances,
  ExpireRequisitions,
  ImportBankStatement,
  InvoicedRefunds,
  IssueStatements,
  RemindPayments,
  RemindTransfers,
  TransferRefunds,
  Transfers,
} from '@yigou/purchasing';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const BATCH = 100;

/** Ends requisitions that nobody decided in time, and acceptance sheets and transfers whose order was finished or paid without them; tells suppliers what they owe back by transfer; makes the statements of account of each month. */
@Consumer('purchasing')
export class PurchasingConsumer {
  constructor(
    private readonly expiry: ExpireRequisitions,
    private readonly acceptances: Acceptances,
    private readonly transfers: Transfers,
    private readonly givenBack: TransferRefunds,
    private readonly debts: RemindPayments,
    private readonly statements: ImportBankStatement,
    private readonly invoiced: InvoicedRefunds,
    private readonly reminders: RemindTransfers,
    private readonly accounts: IssueStatements,
  ) {}

  @On(OrderCompleted)
  async lapse({ payload }: Heard<typeof OrderCompleted>): Promise<void> {
    await this.acceptances.lapse(payload.orderId);
  }

  @On(OrderPayable)
  async lapseUnpaid({ payload }: Heard<typeof OrderPayable>): Promise<void> {
    await this.acceptances.lapse(payload.orderId);
  }

  @On(TransferOvertaken)
  async overtaken({ payload }: Heard<typeof TransferOvertaken>): Promise<void> {
    await this.transfers.lapse(payload.paymentId);
  }

  @On(RefundRequested)
  async owed(event: Heard<typeof RefundRequested>): Promise<void> {
    await this.givenBack.tellOwed(event, event.payload);
  }

  @On(RefundRequested, { as: 'invoiced' })
  async refunded(event: Heard<typeof RefundRequested>): Promise<void> {
    await this.invoiced.tell(event, event.payload);
  }

  @Every({ name: 'expire-due', everyMs: 60_000 })
  async expireDue(): Promise<void> {
    await this.expiry.expireDue(BATCH);
  }

  @Every({ name: 'remind-transfers', everyMs: 600_000 })
  async remindDue(): Promise<void> {
    await this.reminders.remindDue(BATCH);
  }

  @Every({ name: 'prune-bank-statements', everyMs: 600_000 })
  async pruneStatements(): Promise<void> {
    await this.statements.prune();
  }

  @Every({ name: 'remind-payments', everyMs: 3_600_000 })
  async remindPayments(): Promise<void> {
    await this.debts.remindDue(BATCH);
  }

  @Every({ name: 'issue-statements', everyMs: 600_000 })
  async issueStatements(): Promise<void> {
    await this.accounts.issueDue(BATCH);
  }

  @Every({ name: 'renew-statements', everyMs: 21_600_000 })
  async renewStatements(): Promise<void> {
    await this.accounts.renewChanged(BATCH);
  }
}
