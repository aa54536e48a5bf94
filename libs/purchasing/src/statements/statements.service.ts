import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { PURCHASING_AUDIT_ACTIONS, RouteBody } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller, type SeatRule } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { type Tx, UnitOfWork } from '@yigou/platform';
import { renewed } from './issue-statements';
import { type LockedStatement, lockStatement, moveStatement } from './move-statement';
import type { StatementContent } from './reckon-statement';
import { monthOf, otherThan, tellBoth, tellOne } from './statement-notes';
import { actionOf, STATEMENT, type StatementFor } from './statement-status';

/** Who may speak, on each side (§1). */
export const STATEMENT_SEATS: Readonly<Record<StatementFor, SeatRule>> = {
  agency: { kind: 'agency', duty: 'pay' },
  supplier: { kind: 'supplier' },
};
interface Held {
  readonly by: SeatedCaller;
  readonly statement: LockedStatement;
}

/** Monthly statements of account (对账单): confirmed, objected to and answered by both sides, closed once both have confirmed the same version. */
@Injectable()
export class Statements {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Confirms what was shown. It is reckoned once more before: figures that changed are kept as the next version, and this is refused. Throws `forbidden`, `not_found`,
   * `statement_closed`, `statement_renewed`.
   */
  async confirm(
    caller: Caller,
    side: StatementFor,
    id: string,
    { hash }: RouteBody<'confirmStatement'>,
  ): Promise<void> {
    const changed = await this.uow.run(async (tx) => {
      const { by, statement } = await this.hold(tx, caller, side, id);
      const action = actionOf('confirm', side);
      STATEMENT.next(statement.status, action);
      shown(statement, hash);
      if (await renewed(tx, this.notices, statement)) return true;
      const { status } = await moveStatement(tx, statement, { action, byId: by.actor.userId });
      if (status === 'confirmed')
        await tellBoth(tx, this.notices, statement, '对账单双方已确认', '可以下载存档，不需要再办理。');
      else
        await tellOne(
          tx,
          this.notices,
          statement,
          otherThan(side),
          '对方已确认对账单',
          '请核对后确认，有不符的提出异议。',
        );
      await this.note(tx, by, statement, 'purchasing.statement_confirmed', `确认 ${monthOf(statement)} 的对账单`);
      return false;
    });
    if (changed) throw new DomainError('statement_renewed');
  }

  /** Says what is wrong with what was shown; the other side answers. Throws `forbidden`, `not_found`, `statement_closed`, `statement_renewed`, `validation_failed` for a line that is not there. */
  async object(caller: Caller, side: StatementFor, id: string, said: RouteBody<'objectStatement'>): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, statement } = await this.hold(tx, caller, side, id);
      const action = actionOf('object', side);
      STATEMENT.next(statement.status, action);
      shown(statement, said.hash);
      const { reason, line } = said;
      if (line !== null && line > linesOf(statement))
        throw new DomainError('validation_failed', { fields: { line: '这份对账单没有这一行，请重新选择' } });
      await moveStatement(tx, statement, { action, byId: by.actor.userId, reason, line });
      const where = line === null ? '' : `第 ${line} 行，`;
      await tellOne(
        tx,
        this.notices,
        statement,
        otherThan(side),
        '对方对对账单有异议',
        `${where}原因：${reason}。请核对后答复。`,
      );
      await this.note(
        tx,
        by,
        statement,
        'purchasing.statement_objected',
        `对 ${monthOf(statement)} 的对账单提出异议：${where}${reason}`,
      );
    });
  }

  /** Answers the other side's objection: both look again, at the next version where the figures changed meanwhile. Throws `forbidden`, `not_found`, `statement_closed`. */
  async answer(caller: Caller, side: StatementFor, id: string, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, statement } = await this.hold(tx, caller, side, id);
      const moved = await moveStatement(tx, statement, {
        action: actionOf('answer', side),
        byId: by.actor.userId,
        reason,
      });
      await tellOne(
        tx,
        this.notices,
        statement,
        otherThan(side),
        '对方已答复对账单的异议',
        `答复：${reason}。请重新核对。`,
      );
      await renewed(tx, this.notices, moved);
      await this.note(
        tx,
        by,
        statement,
        'purchasing.statement_answered',
        `答复 ${monthOf(statement)} 的对账单的异议：${reason}`,
      );
    });
  }

  private async hold(tx: Tx, caller: Caller, side: StatementFor, id: string): Promise<Held> {
    const by = await holdSeat(tx, caller, STATEMENT_SEATS[side]);
    const { organisationId } = by.seat;
    const own = side === 'agency' ? { unitId: organisationId } : { supplierId: organisationId };
    return { by, statement: await lockStatement(tx, id, own) };
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    { id }: LockedStatement,
    action: keyof typeof PURCHASING_AUDIT_ACTIONS,
    summary: string,
  ): Promise<void> {
    return this.audit.record(tx, { ...auditOf(by), action, subjectKind: 'statement', subjectId: id, summary });
  }
}

/** Throws `statement_renewed` where another version was shown. */
function shown(statement: LockedStatement, hash: string): void {
  if (statement.hash !== hash) throw new DomainError('statement_renewed');
}

function linesOf({ content }: LockedStatement): number {
  const { entries, invoices } = JSON.parse(content) as StatementContent;
  return entries.length + invoices.length;
}
