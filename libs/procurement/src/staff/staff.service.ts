import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteResponse } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller, seatOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Database, MARKET_TODAY, type Tx, UnitOfWork } from '@yigou/platform';
import { randomInt } from 'node:crypto';
import { SUPERVISOR } from '../filings/share-reviews.service';
import { thisYear } from '../filings/share-rules';

type Binding = RouteResponse<'getStaffBinding'>;
type Overview = RouteResponse<'getStaff'>;

/** Nothing that looks like something else when it is read out or written down. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** 31^10 are 2^49 codes: who guesses one finds none. */
const LENGTH = 10;
const newCode = (): string => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
const READABLE = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '');

/**
 * Staff of a unit (职工个人, R8): they bind their account with the code that the unit's manager gave them, and leave when they like. The unit learns how many
 * they are and what they bought in all, and neither who they are nor what each bought.
 */
@Injectable()
export class Staff {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** To which unit what the caller buys for themselves counts. One statement. */
  async binding({ actor }: Caller): Promise<Binding> {
    const row = await this.db.one<{ id: string; name: string; boundAt: Date }>(
      `SELECT o.id, o.name, s.bound_at AS "boundAt" FROM staff_binding s JOIN organisation o ON o.id = s.unit_id WHERE s.user_id = $1 AND s.left_at IS NULL`,
      [actor.userId],
    );
    return row ? { unit: { id: row.id, name: row.name }, boundAt: row.boundAt.toISOString() } : NOWHERE;
  }

  /**
   * Binds the caller's account to the unit whose code it is; again to the same one changes nothing. Throws `staff_code_unknown`, also for a unit that has ended, and
   * `staff_bound` for who is bound to another.
   */
  async bind(caller: Caller, code: string): Promise<Binding> {
    const { userId } = caller.actor;
    await this.uow.run(async (tx) => {
      // Nobody makes a new code, or ends this one, before who uses it is bound.
      const unit = await tx.one<{ id: string }>(
        `SELECT c.unit_id AS id FROM staff_code c JOIN budget_unit u ON u.organisation_id = c.unit_id AND u.ends_on > ${MARKET_TODAY}
         WHERE c.code = $1 FOR SHARE OF c`,
        [READABLE(code)],
      );
      if (!unit) throw new DomainError('staff_code_unknown');
      await tx.query(
        'INSERT INTO staff_binding (id, unit_id, user_id) VALUES ($1, $2, $3) ON CONFLICT (user_id) WHERE left_at IS NULL DO NOTHING',
        [newId(), unit.id, userId],
      );
      const bound = await tx.one<{ id: string }>(
        'SELECT unit_id AS id FROM staff_binding WHERE user_id = $1 AND left_at IS NULL',
        [userId],
      );
      if (bound && bound.id !== unit.id) throw new DomainError('staff_bound');
    });
    return this.binding(caller);
  }

  /** What is ordered from now on counts to no unit; what was ordered before still does. Doing it again changes nothing. */
  async leave({ actor }: Caller): Promise<void> {
    await this.uow.run((tx) =>
      tx.query('UPDATE staff_binding SET left_at = clock_timestamp() WHERE user_id = $1 AND left_at IS NULL', [
        actor.userId,
      ]),
    );
  }

  /** The unit's code for who manages it, how many are bound, and what they bought this year in all. One statement. Throws `forbidden`. */
  async overview(caller: Caller): Promise<Overview> {
    const { organisationId, role } = seatOf(caller, 'agency');
    const year = thisYear();
    const row = await this.db.one<Omit<Overview, 'year'>>(
      `SELECT (SELECT code FROM staff_code WHERE unit_id = $1 AND $3::boolean) AS code,
         (SELECT count(*)::int FROM staff_binding WHERE unit_id = $1 AND left_at IS NULL) AS bound,
         coalesce(sum(bought_fen), 0)::bigint AS "boughtFen", coalesce(sum(counted_fen), 0)::bigint AS "countedFen"
       FROM share_sale WHERE unit_id = $1 AND year = $2 AND kind = 'staff'`,
      [organisationId, year, role === 'manager'],
    );
    if (!row) throw new DomainError('not_found');
    return { year, ...row };
  }

  /** A new code; an earlier one binds nobody any more, and who is bound stays so. Throws `forbidden`, `unit_not_admitted`. */
  async renewCode(caller: Caller): Promise<Overview> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      const unitId = by.seat.organisationId;
      const made = await tx.query(
        `INSERT INTO staff_code (unit_id, code, made_by)
         SELECT u.organisation_id, $2, $3 FROM budget_unit u WHERE u.organisation_id = $1 AND u.ends_on > ${MARKET_TODAY}
           AND EXISTS (SELECT FROM budget_unit_place l WHERE l.unit_id = u.organisation_id)
         ON CONFLICT (unit_id) DO UPDATE SET code = excluded.code, made_by = excluded.made_by, made_at = excluded.made_at RETURNING unit_id`,
        [unitId, newCode(), by.actor.userId],
      );
      if (made.length === 0) throw new DomainError('unit_not_admitted');
      await this.note(tx, by, 'procurement.staff_code_made', '生成职工绑定码');
    });
    return this.overview(caller);
  }

  /** Nobody binds to the unit any more. Doing it again changes nothing. Throws `forbidden`. */
  async closeCode(caller: Caller): Promise<Overview> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      const gone = await tx.query('DELETE FROM staff_code WHERE unit_id = $1 RETURNING unit_id', [
        by.seat.organisationId,
      ]);
      if (gone.length > 0) await this.note(tx, by, 'procurement.staff_code_closed', '停用职工绑定码');
    });
    return this.overview(caller);
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    action: 'procurement.staff_code_made' | 'procurement.staff_code_closed',
    summary: string,
  ): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action,
      subjectKind: 'budget_unit',
      subjectId: by.seat.organisationId,
      summary,
      data: {},
    });
  }
}

const NOWHERE: Binding = { unit: null, boundAt: null };
