import { newId } from '@yigou/kernel';
import type { ApiHarness } from './api.harness';
import { COUNTY } from './fixtures';

export interface HouseholdIds {
  readonly licenceId: string;
  readonly mechanismId: string;
  readonly linkId: string;
  readonly householdId: string;
  readonly mandateId: string;
  readonly householdImportId: string;
}

/** A household that a supplier says it carries, somebody who may act for it, a licence of the supplier, an import under way. */
export async function carriedHousehold(
  api: ApiHarness,
  supplierId: string,
  by: { readonly userId: string; readonly evidenceId: string },
): Promise<HouseholdIds> {
  const ids = {
    licenceId: newId(),
    mechanismId: newId(),
    linkId: newId(),
    householdId: newId(),
    mandateId: newId(),
    householdImportId: newId(),
  };
  const insert = (table: string, columns: string, values: readonly unknown[]) =>
    api.test.db.query(
      `INSERT INTO ${table} (${columns}) VALUES (${values.map((_, at) => `$${at + 1}`).join(', ')})`,
      values,
    );
  await insert('supplier_licence', 'id, supplier_id, kind, number, holder, valid_from, evidence_id', [
    ids.licenceId,
    supplierId,
    'organic',
    '100OP1900001',
    '某合作社',
    '2020-01-01',
    by.evidenceId,
  ]);
  await insert('benefit_mechanism', 'id, supplier_id, kind, income_kind, description, starts_on', [
    ids.mechanismId,
    supplierId,
    'employment',
    'wage',
    '务工',
    '2020-01-01',
  ]);
  await insert(
    'household',
    'id, region_code, township, village, name_sealed, id_number_sealed, key_id, id_blind, name_masked, id_masked, people, status',
    [
      ids.householdId,
      COUNTY,
      '兴隆镇',
      '王河村',
      'x',
      'x',
      'app',
      Buffer.from(ids.householdId),
      '张*',
      `${COUNTY}************`,
      4,
      'registered',
    ],
  );
  await insert('benefit_link', 'id, mechanism_id, household_id, status', [
    ids.linkId,
    ids.mechanismId,
    ids.householdId,
    'declared',
  ]);
  await insert(
    'mandate',
    'id, code, helper_id, title, household_id, region_code, consent_evidence_id, consent_note, granted_by, ends_on',
    [
      ids.mandateId,
      ids.mandateId,
      by.userId,
      'responsible',
      ids.householdId,
      COUNTY,
      by.evidenceId,
      '签字',
      by.userId,
      '2199-12-31',
    ],
  );
  await insert('household_import', 'id, file_name, rows_sealed, created_by, region_prefix, expires_at', [
    ids.householdImportId,
    '户.xlsx',
    'x',
    by.userId,
    COUNTY,
    '2199-12-31',
  ]);
  return ids;
}
