import { Injectable } from '@nestjs/common';
import type { FreightRule } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Queryable, Tx } from '@yigou/platform';
import { FreightRule as FreightRuleEntity } from './freight-rule.entity';

/** Reads and replaces the freight rules of suppliers. */
@Injectable()
export class FreightTable {
  /** The rules of each supplier in one statement; one without rules gets an empty list, for which the default holds. */
  async load(db: Queryable, supplierIds: readonly string[]): Promise<Map<string, FreightRule[]>> {
    const rows = await db.query<FreightRule & { supplierId: string }>(
      `SELECT supplier_id AS "supplierId", region_prefix AS "regionPrefix", deliverable, first_grams AS "firstGrams",
         first_fen AS "firstFen", step_grams AS "stepGrams", step_fen AS "stepFen", free_over_fen AS "freeOverFen"
       FROM freight_rule WHERE supplier_id = ANY($1) ORDER BY supplier_id, region_prefix`,
      [supplierIds],
    );
    const table = new Map<string, FreightRule[]>(supplierIds.map((id) => [id, []]));
    for (const { supplierId, ...rule } of rows) table.get(supplierId)?.push(rule);
    return table;
  }

  /** Puts these rules in the place of all that a supplier had. Throws `validation_failed` when two are for the same places. */
  async replace(tx: Tx, supplierId: string, rules: readonly FreightRule[]): Promise<void> {
    const prefixes = rules.map((rule) => rule.regionPrefix);
    if (new Set(prefixes).size !== prefixes.length) {
      throw new DomainError('validation_failed', { fields: { rules: '同一地区只能有一条运费规则。' } });
    }
    await tx.query('SELECT 1 FROM organisation WHERE id = $1 FOR NO KEY UPDATE', [supplierId]);
    await tx.manager.delete(FreightRuleEntity, { supplierId });
    await tx.query(
      `INSERT INTO freight_rule (supplier_id, region_prefix, deliverable, first_grams, first_fen, step_grams, step_fen, free_over_fen)
       SELECT $1, "regionPrefix", deliverable, "firstGrams", "firstFen", "stepGrams", "stepFen", "freeOverFen"
       FROM jsonb_to_recordset($2::jsonb) AS t ("regionPrefix" text, deliverable boolean, "firstGrams" int, "firstFen" bigint,
         "stepGrams" int, "stepFen" bigint, "freeOverFen" bigint)`,
      [supplierId, JSON.stringify(rules)],
    );
  }
}
