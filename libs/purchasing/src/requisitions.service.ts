import { Injectable } from '@nestjs/common';
import type { RouteBody } from '@yigou/contracts';
import { type Caller, holdSeat, type SeatedCaller, type SeatRule } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { destinationsOf } from '@yigou/orders';
import { type IdempotencyClaim, PolicyParameters, type Tx, UnitOfWork, violatedConstraint } from '@yigou/platform';
import { regionOfUnit } from '@yigou/procurement';
import { holdTurn, nextApprover, requireCovered, splitOf } from './approvers';
import {
  type LockedRequisition,
  type NewRequisition,
  lockRequisition,
  moveRequisition,
  openRequisition,
  ORDER_OVER,
} from './move-requisition';
import { RequisitionLines } from './requisition-lines';
import { RequisitionNotes } from './requisition-notes';

type Content = RouteBody<'createRequisition'>;

/** Who writes requisitions, and who decides them (§1). */
export const BUYER: SeatRule = { kind: 'agency', duty: 'buy' };
export const APPROVER: SeatRule = { kind: 'agency', duty: 'approve' };

/** Purchase requisitions of a budget unit: a buyer writes the list, somebody else approves exactly that list. */
@Injectable()
export class Requisitions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lines: RequisitionLines,
    private readonly policy: PolicyParameters,
    private readonly notes: RequisitionNotes,
  ) {}

  /** Begins one; answers its id. Throws `forbidden`, `not_found` for an organisation that is no unit, and `validation_failed` for what cannot be ordered. */
  create(caller: Caller, content: Content, claim: IdempotencyClaim): Promise<string> {
    return this.write(claim, async (tx) => {
      const by = await holdSeat(tx, caller, BUYER);
      const unitId = by.seat.organisationId;
      const unit = await tx.one('SELECT FROM budget_unit WHERE organisation_id = $1', [unitId]);
      if (!unit) throw new DomainError('not_found');
      await requireBudget(tx, unitId, content.budgetId);
      const wanted = { ...content, ...(await whereOf(tx, unitId, content)) };
      const id = await openRequisition(tx, { ...wanted, unitId, requesterId: by.actor.userId });
      await this.lines.write(tx, id, content);
      return id;
    });
  }

  /**
   * Writes the list anew at the prices of now, by whoever buys for the unit. What was submitted or approved is a draft again: the approval was of another list;
   * what was ordered, once none of its orders stands any more. Throws `forbidden`, `not_found`, `requisition_closed`, `version_conflict`, `validation_failed`.
   */
  async save(caller: Caller, id: string, { lockVersion, ...content }: RouteBody<'saveRequisition'>): Promise<void> {
    await this.write(null, async (tx) => {
      const { by, requisition } = await this.hold(tx, caller, id, BUYER);
      if (requisition.lockVersion !== lockVersion) throw new DomainError('version_conflict');
      await requireBudget(tx, requisition.unitId, content.budgetId);
      await requireOrdersOver(tx, requisition);
      const where = await whereOf(tx, requisition.unitId, content);
      // First the state: what is approved never has lines that nobody approved.
      if (requisition.status !== 'draft')
        await moveRequisition(tx, requisition, { action: 'revise', byId: by.actor.userId });
      await tx.query(
        `UPDATE purchasing_requisition SET purpose = $2, deliver_on = $3, deliver_to = $4, budget_id = $5, po_number = nullif($6, ''),
           deliveries = $7, lock_version = lock_version + 1 WHERE id = $1`,
        [
          id,
          content.purpose,
          where.deliverOn,
          where.deliverTo,
          content.budgetId,
          content.poNumber ?? '',
          JSON.stringify(where.deliveries),
        ],
      );
      await this.lines.write(tx, id, content);
    });
  }

  /**
   * Hands it to the first approver whose limits cover it, and says when others of the same person come to more than the limit with it (拆分采购).
   * Throws `requisition_closed`, `requisition_empty`, `requisition_stale` where a price or what is on sale has changed, `approver_missing`.
   */
  async submit(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, requisition } = await this.hold(tx, caller, id, BUYER);
      await this.lines.requireFresh(tx, id);
      const approverId = await nextApprover(tx, requisition, null);
      const region = await regionOfUnit(tx, requisition.unitId);
      const window = await this.policy.get('purchasing.split_window_days', region);
      await moveRequisition(tx, requisition, {
        action: 'submit',
        byId: by.actor.userId,
        approverId,
        days: await this.policy.get('purchasing.approval_days', region),
        split: await splitOf(tx, requisition, approverId, window),
      });
      await this.notes.tell(tx, requisition, [approverId], '有采购申请待您审批');
      await this.notes.record(tx, by, requisition, 'purchasing.requisition_submitted', {
        linesHash: requisition.linesHash,
      });
    });
  }

  /** Throws `requisition_closed`. */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, requisition } = await this.hold(tx, caller, id, BUYER);
      await moveRequisition(tx, requisition, { action: 'withdraw', byId: by.actor.userId });
      await this.notes.record(tx, by, requisition, 'purchasing.requisition_withdrawn', {
        linesHash: requisition.linesHash,
      });
    });
  }

  /**
   * Approves the list that was shown. Throws `forbidden` for whose turn it is not, `own_requisition`, `requisition_closed`, `requisition_changed` when the list
   * is another one by now, `approval_limit` when the approver's limits are used up.
   */
  async approve(caller: Caller, id: string, linesHash: string): Promise<void> {
    await this.decide(caller, id, async (tx, by, requisition) => {
      if (requisition.linesHash !== linesHash) throw new DomainError('requisition_changed');
      await requireCovered(tx, requisition);
      await moveRequisition(tx, requisition, { action: 'approve', byId: by.actor.userId });
      await this.notes.tell(tx, requisition, [requisition.requesterId], '采购申请已批准');
      await this.notes.record(tx, by, requisition, 'purchasing.requisition_approved', {
        linesHash: requisition.linesHash,
      });
    });
  }

  /** Sends it back with what is to be mended. Throws like `approve`. */
  async return(caller: Caller, id: string, reason: string): Promise<void> {
    await this.decide(caller, id, async (tx, by, requisition) => {
      await moveRequisition(tx, requisition, { action: 'return', byId: by.actor.userId, reason });
      await this.notes.tell(tx, requisition, [requisition.requesterId], `采购申请被退回：${reason}`);
      await this.notes.record(tx, by, requisition, 'purchasing.requisition_returned', {
        linesHash: requisition.linesHash,
      });
    });
  }

  /** Hands it to the next approver whose limits cover it. Throws like `approve`, and `approver_missing`. */
  async passOn(caller: Caller, id: string): Promise<void> {
    await this.decide(caller, id, async (tx, by, requisition) => {
      const approverId = await nextApprover(tx, requisition, requisition.approverId);
      await moveRequisition(tx, requisition, { action: 'pass_on', byId: by.actor.userId, approverId });
      await this.notes.tell(tx, requisition, [approverId], '有采购申请待您审批');
      await this.notes.record(tx, by, requisition, 'purchasing.requisition_passed_on', {
        linesHash: requisition.linesHash,
      });
    });
  }

  /** Says at its field that the unit's own number is taken. */
  private async write<T>(claim: IdempotencyClaim | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.uow.runOnce(claim, work);
    } catch (error) {
      if (violatedConstraint(error) === 'purchasing_requisition_po_number')
        throw new DomainError('validation_failed', {
          fields: { poNumber: '本单位同一年度已有采购申请用了这个单号' },
        });
      throw error;
    }
  }

  private async hold(
    tx: Tx,
    caller: Caller,
    id: string,
    rule: SeatRule,
  ): Promise<{ by: SeatedCaller; requisition: LockedRequisition }> {
    const by = await holdSeat(tx, caller, rule);
    return { by, requisition: await lockRequisition(tx, id, by.seat.organisationId) };
  }

  private async decide(
    caller: Caller,
    id: string,
    work: (tx: Tx, by: SeatedCaller, requisition: LockedRequisition) => Promise<void>,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, requisition } = await this.hold(tx, caller, id, APPROVER);
      if (requisition.status !== 'submitted' || requisition.over) throw new DomainError('requisition_closed');
      await holdTurn(tx, requisition, by.actor.userId);
      await work(tx, by, requisition);
    });
  }
}

/** Where and when a list is wanted: of delivery points, the first day and all their names. Throws what {@link destinationsOf} throws. */
async function whereOf(
  tx: Tx,
  unitId: string,
  content: Content,
): Promise<Pick<NewRequisition, 'deliverOn' | 'deliverTo' | 'deliveries'>> {
  const { deliverOn, deliverTo, deliveries = [] } = content;
  if (deliveries.length === 0) return { deliverOn, deliverTo, deliveries };
  const points = await destinationsOf(tx, { unitId, deliveries });
  const names = [...new Set(points.flatMap(({ delivery }) => delivery?.name ?? []))];
  const [first = deliverOn] = deliveries.map((one) => one.deliverOn).sort();
  return { deliverOn: first, deliverTo: names.join('、'), deliveries };
}

/** Throws `not_found` for a budget that is not the unit's. */
async function requireBudget(tx: Tx, unitId: string, budgetId: string | null): Promise<void> {
  if (budgetId === null) return;
  const own = await tx.one('SELECT FROM budget WHERE id = $1 AND unit_id = $2', [budgetId, unitId]);
  if (!own) throw new DomainError('not_found');
}

/** Throws `requisition_closed` while an order of it stands. */
async function requireOrdersOver(tx: Tx, { id, status }: LockedRequisition): Promise<void> {
  if (status !== 'ordered') return;
  const standing = await tx.one(
    `SELECT FROM sales_order o JOIN purchasing_requisition q ON q.checkout_id = o.placed_with WHERE q.id = $1 AND NOT ${ORDER_OVER} LIMIT 1`,
    [id],
  );
  if (standing) throw new DomainError('requisition_closed');
}
