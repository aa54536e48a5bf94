import { Injectable } from '@nestjs/common';
import {
  addWorkingDays,
  marketDay,
  PolicyParameters,
  type Queryable,
  workingDayFrom,
  workingDaysUntil,
} from '@yigou/platform';
import type { ShareRules } from './reserved-share';

/** What a unit's year is held against, with where the unit stands. */
export interface RulesOfUnit extends ShareRules {
  readonly regionCode: string;
}
/** The last working day for filing, and how many are left: 0 on the day itself, negative afterwards. */
export interface FilingDeadline {
  readonly on: string;
  readonly workingDaysLeft: number;
}

/** What holds for a year in the region where a unit stands: the nearest prefix wins (R2). */
@Injectable()
export class ShareRulesOf {
  constructor(private readonly policy: PolicyParameters) {}

  /** One statement, and two parameters that are read at most every 5 s. */
  async of(db: Queryable, unitId: string, year: number): Promise<RulesOfUnit> {
    const [row] = await db.query<{ regionCode: string; lastYearBp: number | null; grantedBp: number | null }>(
      `SELECT p.region_code AS "regionCode",
         (SELECT ratio_bp FROM share_filing WHERE unit_id = $1 AND year = $2::int - 1 AND canteen IN ('own', 'contracted')
            AND status IN ('in_force', 'fulfilled', 'unfulfilled')) AS "lastYearBp",
         (SELECT ratio_bp FROM share_ratio_grant WHERE unit_id = $1 AND year = $2::int AND revoked_at IS NULL) AS "grantedBp"
       FROM budget_unit_place p WHERE p.unit_id = $1 ORDER BY p.valid_from DESC LIMIT 1`,
      [unitId, year],
    );
    const regionCode = row?.regionCode ?? '';
    return {
      regionCode,
      minimumBp: await this.policy.ofYear('share.minimum_bp', year, regionCode),
      notBelowLastYear: await this.policy.ofYear('share.not_below_last_year', year, regionCode),
      lastYearBp: row?.lastYearBp ?? null,
      grantedBp: row?.grantedBp ?? null,
    };
  }

  /** R3. A deadline that falls on a day off ends on the next working day. */
  async deadline(year: number, regionCode: string): Promise<FilingDeadline> {
    const monthDay = await this.policy.ofYear('share.filing_deadline', year, regionCode);
    const on = workingDayFrom(dayOf(year, monthDay));
    return { on, workingDaysLeft: workingDaysUntil(marketDay(new Date()), on) };
  }

  /** The day by which the unit above, or finance, must have looked at what comes in today. */
  async dueOn(who: 'review' | 'confirm', year: number, regionCode: string): Promise<string> {
    const name = who === 'review' ? 'share.review_working_days' : 'share.confirm_working_days';
    return addWorkingDays(marketDay(new Date()), await this.policy.ofYear(name, year, regionCode));
  }
}

/** The year in Shanghai. */
export const thisYear = (): number => Number(marketDay(new Date()).slice(0, 4));

/** 30 February is the last day of it. */
function dayOf(year: number, monthDay: string): string {
  const [month = 1, day = 1] = monthDay.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${year}-${String(month).padStart(2, '0')}-${String(Math.min(day, last)).padStart(2, '0')}`;
}
