import { Injectable } from '@nestjs/common';
import { PolicyParameters, type Tx } from '@yigou/platform';
import type { ShareRules } from './reserved-share';

/** What a unit's statement of a year is held against, in the region where it stands (the longest prefix wins). */
@Injectable()
export class ShareRulesOf {
  constructor(private readonly policy: PolicyParameters) {}

  /** One statement and two parameters. */
  async of(tx: Tx, unitId: string, year: number): Promise<ShareRules> {
    const row = await tx.one<{ regionCode: string; lastYearBp: number | null; grantedBp: number | null }>(
      `SELECT p.region_code AS "regionCode",
         (SELECT ratio_bp FROM share_filing WHERE unit_id = $1 AND year = $2 - 1 AND status IN ('in_force', 'fulfilled', 'unfulfilled')) AS "lastYearBp",
         (SELECT ratio_bp FROM share_ratio_grant WHERE unit_id = $1 AND year = $2) AS "grantedBp"
       FROM budget_unit_place p WHERE p.unit_id = $1 ORDER BY p.valid_from DESC LIMIT 1`,
      [unitId, year],
    );
    const regionCode = row?.regionCode ?? '';
    return {
      minimumBp: await this.policy.get('share.minimum_bp', regionCode),
      notBelowLastYear: await this.policy.get('share.not_below_last_year', regionCode),
      lastYearBp: row?.lastYearBp ?? null,
      grantedBp: row?.grantedBp ?? null,
    };
  }
}
