import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { AFTERSALES_REASONS, AFTERSALES_RULES, type AuditAction, type RouteInput } from '@yigou/contracts';
import { auditOf, type By, type Caller, holdSeat, inPerson, SYSTEM } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError, type Fen, fenText, splitFen } from '@yigou/kernel';
import { GIVE_BACK, GiveBack } from '@yigou/orders';
import { claimKey, Database, type IdempotencyClaim, NO_ID, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { requireDuty } from '@yigou/supervision';
import { CASE } from './case-status';
import { type CaseMove, type LockedCase, lockCase, moveCase } from './move-cases';

type Held = Awaited<ReturnType<GiveBack['lock']>>;
/** A case under the locks of its payment and order. */
interface HeldCase {
  readonly one: LockedCase;
  readonly held: Held;
}
interface Due {
  readonly id: string;
  /** As PostgreSQL writes it. */
  readonly at: string;
}

/** What follows an opened case until its money has gone back or it is closed: by buyer, supplier and platform, and by the clock. */
@Injectable()
export class RunCase {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly back: GiveBack,
    private readonly stock: StockLedger,
    private readonly audit: AuditLog,
  ) {}

  /** The supplier agrees: the money goes back, or the goods are to come first. Throws `not_found`, `aftersales_moved`, `validation_failed` without a place to send goods to. */
  async agree(
    caller: Caller,
    id: string,
    { returnTo }: RouteInput<'agreeAftersales'>['body'],
    claim: IdempotencyClaim,
  ): Promise<void> {
    await this.bySupplier(caller, id, claim, async (tx, { one, held }, by) => {
      if (one.kind === 'return' && returnTo.length < 8 && CASE.can(one.status, 'agree'))
        throw new DomainError('validation_failed', { fields: { returnTo: '请填写退货地址、收件人和电话' } });
      await this.agreed(tx, { one, held }, { by, returnTo, note: '同意', amountFen: one.askedFen });
      await this.record(tx, by, 'aftersales.answered', one, '同意');
    });
  }

  /** Throws `not_found`, `aftersales_moved`. */
  async refuse(caller: Caller, id: string, { words }: RouteInput<'refuseAftersales'>['body']): Promise<void> {
    await this.bySupplier(caller, id, null, async (tx, { one }, by) => {
      await moveCase(tx, one, { action: 'refuse', by, note: words });
      await this.record(tx, by, 'aftersales.answered', one, `驳回：${words}`);
    });
  }

  /** The goods came back: so many go into stock again, the others are written off, and the money goes back. Throws `not_found`, `aftersales_moved`, `aftersales_exceeds_line`. */
  async receive(
    caller: Caller,
    id: string,
    { restocked }: RouteInput<'receiveAftersales'>['body'],
    claim: IdempotencyClaim,
  ): Promise<void> {
    await this.bySupplier(caller, id, claim, async (tx, { one, held }, by) => {
      if (restocked > one.pieces)
        throw new DomainError('aftersales_exceeds_line', { left: one.pieces, wanted: restocked });
      await this.received(tx, { one, held }, by, restocked, `已收到退货，${restocked} 件可以再销售`);
      await this.record(tx, by, 'aftersales.answered', one, `收到退货，重新入库 ${restocked} 件`);
    });
  }

  /** The buyer's: they think better of it. Throws `not_found`, `aftersales_moved`. */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.byBuyer(caller, id, { action: 'withdraw', note: '撤销申请', ending: 'withdrawn' });
  }

  /** The buyer's: the goods are on their way. Throws `not_found`, `aftersales_moved`. */
  async sendBack(caller: Caller, id: string, sent: RouteInput<'sendBackAftersales'>['body']): Promise<void> {
    await this.byBuyer(caller, id, { action: 'send_back', note: `已寄回：${sent.carrier} ${sent.waybill}`, sent });
  }

  /** The buyer's: the platform is to decide. Throws `not_found`, `aftersales_moved`. */
  async escalate(caller: Caller, id: string, { words }: RouteInput<'escalateAftersales'>['body']): Promise<void> {
    await this.byBuyer(caller, id, { action: 'escalate', note: words });
  }

  /**
   * An office of the place decides: so much goes back (of goods that are to come back, once they did), or nothing. Throws `not_found` outside the jurisdiction, `forbidden`,
   * `conflict_of_interest`, `aftersales_moved`, `aftersales_exceeds_paid`.
   */
  async decide(
    caller: Caller,
    id: string,
    { amountFen, words }: RouteInput<'decideAftersales'>['body'],
    claim: IdempotencyClaim,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { id });
      if (!first) return;
      const { one, held } = await this.lock(tx, id);
      const file = await tx.one<{ township: string | null }>(
        'SELECT township FROM supplier_file WHERE supplier_id = $1',
        [one.supplierId],
      );
      await requireDuty(tx, caller, 'complaint', { ...one, township: file?.township ?? null });
      if (amountFen === null) {
        await this.move(tx, one, { action: 'deny', by: caller, note: words, ending: 'refused' });
      } else {
        const mostFen = mostOf(one);
        if (amountFen > mostFen) throw new DomainError('aftersales_exceeds_paid', { mostFen });
        const note = `退款 ${fenText(amountFen)}：${words}`;
        if (one.kind === 'return' && one.waybill === null)
          await moveCase(tx, one, { action: 'grant', to: 'returning', by: caller, note, agreedFen: amountFen });
        else await this.pay(tx, { one, held }, amountFen, { action: 'grant', by: caller, note });
      }
      await this.record(
        tx,
        caller,
        'aftersales.decided',
        one,
        amountFen === null ? `不予退款：${words}` : `退款 ${fenText(amountFen)}：${words}`,
      );
    });
  }

  /** Decides what nobody decided in time, one transaction each, `size` to a page; returns how many were looked at. Throws `SweepFailed` at the end. */
  decideDue(size: number): Promise<number> {
    const due = (after?: Due) =>
      this.db.query<Due>(
        `SELECT id, due_at::text AS at FROM aftersales_case WHERE status IN ('applied', 'returning', 'sent_back', 'refused') AND due_at <= clock_timestamp()
           AND (due_at, id) > ($2::timestamptz, $3::uuid) ORDER BY due_at, id LIMIT $1`,
        [size, after?.at ?? '-infinity', after?.id ?? NO_ID],
      );
    return sweepEach({ name: 'aftersales-due', size, due }, ({ id }) => this.byTerm(id));
  }

  /** A refund went through, or came back: the case follows its money, in whatever order the news come. */
  async follow(refundId: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const found = await tx.one<{ id: string }>(
        `SELECT k.id FROM refund f JOIN aftersales_case k ON k.order_id = f.holder AND f.cause = '${GIVE_BACK}' || k.id WHERE f.id = $1`,
        [refundId],
      );
      if (!found) return;
      const one = await lockCase(tx, found.id);
      const refund = await tx.one<{ status: string }>('SELECT status FROM refund WHERE id = $1', [refundId]);
      if (refund?.status === 'succeeded' && CASE.can(one.status, 'pay'))
        await moveCase(tx, one, { action: 'pay', by: SYSTEM, note: `${fenText(one.agreedFen ?? 0)} 已退回` });
      if (refund?.status === 'failed' && CASE.can(one.status, 'fail'))
        await moveCase(tx, one, { action: 'fail', by: SYSTEM, note: '退款没有到账，平台正在重新办理' });
    });
  }

  private byTerm(id: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const { one, held } = await this.lock(tx, id);
      // Judged by the clock of a statement that starts when the locks are held.
      const due = await tx.one('SELECT 1 AS due FROM aftersales_case WHERE id = $1 AND due_at <= clock_timestamp()', [
        id,
      ]);
      if (!due) return;
      const by = SYSTEM;
      // While a bank asks for the money, or it has gone back, nothing more goes: a person looks at it.
      const paying = one.status === 'sent_back' || (one.status === 'applied' && one.kind === 'refund');
      if (paying && !(await this.back.moneyStays(tx, held))) return;
      if (one.status === 'applied')
        await this.agreed(tx, { one, held }, { by, note: '商家逾期未处理，视为同意', amountFen: one.askedFen });
      else if (one.status === 'sent_back')
        await this.received(tx, { one, held }, by, 0, '商家逾期未确认，视为收到退货');
      else if (CASE.can(one.status, 'lapse'))
        await this.move(tx, one, {
          action: 'lapse',
          by,
          note: one.status === 'returning' ? '买家逾期未寄回，自动结案' : '买家逾期未申请平台介入，自动结案',
          ending: one.status === 'returning' ? 'lapsed' : 'refused',
        });
    });
  }

  private async agreed(
    tx: Tx,
    of: HeldCase,
    { by, returnTo, note, amountFen }: { by: By; returnTo?: string; note: string; amountFen: Fen },
  ): Promise<void> {
    if (of.one.kind === 'refund')
      return this.pay(tx, of, amountFen, { action: 'agree', by, note: `${note}，退款 ${fenText(amountFen)}` });
    const place = returnTo || (await this.addressOf(tx, of.one.supplierId));
    await moveCase(tx, of.one, {
      action: 'agree',
      to: 'returning',
      by,
      note: `${note}，请寄回商品`,
      agreedFen: amountFen,
      returnTo: place,
    });
  }

  private async received(tx: Tx, { one, held }: HeldCase, by: By, restocked: number, note: string): Promise<void> {
    CASE.next(one.status, 'receive');
    if (restocked > 0) {
      const line = await tx.one<{ skuId: string }>('SELECT sku_id AS "skuId" FROM order_line WHERE id = $1', [
        one.orderLineId,
      ]);
      await this.stock.adjust(tx, { skuId: line?.skuId ?? '', delta: restocked, reason: 'return', reference: one.id });
    }
    const amountFen = one.agreedFen ?? one.askedFen;
    await this.pay(tx, { one, held }, amountFen, {
      action: 'receive',
      by,
      note: `${note}，退款 ${fenText(amountFen)}`,
      restocked,
    });
  }

  /** The money goes back, once, of goods and freight as they share the most that may go back. */
  private async pay(
    tx: Tx,
    { one, held }: HeldCase,
    amountFen: Fen,
    move: Omit<CaseMove, 'to' | 'agreedFen'>,
  ): Promise<void> {
    CASE.next(one.status, move.action, 'refunding');
    const freightMostFen = AFTERSALES_RULES[one.reason].freight ? one.freightMostFen : 0;
    const [goodsFen = 0, freightFen = 0] = splitFen(amountFen, [one.goodsMostFen, freightMostFen]);
    const asked = await this.back.give(tx, held, {
      id: one.id,
      orderLineId: one.orderLineId,
      pieces: one.pieces,
      goodsFen,
      freightFen,
      reason: `售后 ${one.number}：${AFTERSALES_REASONS[one.reason]}`,
    });
    await this.move(tx, one, { ...move, to: 'refunding', agreedFen: amountFen });
    if (asked) return;
    await moveCase(
      tx,
      { ...one, status: 'refunding' },
      { action: 'pay', by: SYSTEM, note: '款项此前已由支付机构退回' },
    );
  }

  /** Moves a case out of its open states: receipt of its order goes on. */
  private async move(tx: Tx, one: LockedCase, move: CaseMove): Promise<void> {
    await moveCase(tx, one, move);
    await this.back.resumeReceipt(tx, one.orderId);
  }

  private async bySupplier(
    caller: Caller,
    id: string,
    claim: IdempotencyClaim | null,
    act: (tx: Tx, of: HeldCase, by: Caller) => Promise<void>,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      if (claim && !(await claimKey(tx, claim, { id })).first) return;
      const of = await this.lock(tx, id);
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      if (by.seat.organisationId !== of.one.supplierId) throw new DomainError('not_found');
      await act(tx, of, by);
    });
  }

  private async byBuyer(caller: Caller, id: string, move: Omit<CaseMove, 'by'>): Promise<void> {
    const by = inPerson(caller);
    await this.uow.run(async (tx) => {
      const { one } = await this.lock(tx, id);
      if (one.userId !== by.actor.userId) throw new DomainError('not_found');
      await (move.ending ? this.move(tx, one, { ...move, by }) : moveCase(tx, one, { ...move, by }));
      await this.record(tx, by, 'aftersales.followed', one, move.note);
    });
  }

  /** Payment, orders, then the case. Throws `not_found`. */
  private async lock(tx: Tx, id: string): Promise<HeldCase> {
    const found = await tx.one<{ orderId: string }>('SELECT order_id AS "orderId" FROM aftersales_case WHERE id = $1', [
      id,
    ]);
    if (!found) throw new DomainError('not_found');
    const held = await this.back.lock(tx, found.orderId);
    return { one: await lockCase(tx, id), held };
  }

  private async addressOf(tx: Tx, supplierId: string): Promise<string> {
    const found = await tx.one<{ name: string }>('SELECT name FROM organisation WHERE id = $1', [supplierId]);
    return `${found?.name ?? '商家'}：退货地址请查看商家店铺页面的联系方式，寄出前先与商家联系`;
  }

  private record(
    tx: Tx,
    by: Caller,
    action: Extract<AuditAction, `aftersales.${string}`>,
    { id, number }: LockedCase,
    words: string,
  ): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action,
      subjectKind: 'aftersales',
      subjectId: id,
      summary: `售后 ${number}：${words}`,
    });
  }
}

/** The most that may go back for a case: freight too, unless the buyer just thinks better of it. */
export const mostOf = ({
  reason,
  goodsMostFen,
  freightMostFen,
}: Pick<LockedCase, 'reason' | 'goodsMostFen' | 'freightMostFen'>): Fen =>
  goodsMostFen + (AFTERSALES_RULES[reason].freight ? freightMostFen : 0);
