import type { HouseholdStatus, HouseholdView, RegionRef } from '@yigou/contracts';
import type { PersonalData } from '@yigou/platform';
import { maskIdentityNumber, maskName } from './masks';

/** Columns of a household `h` with its region `r`, masked: nothing here opens a seal. */
export const HOUSEHOLD_COLUMNS = `h.id, h.name_masked AS "nameMasked", h.id_masked AS "idMasked",
  json_build_object('code', r.code, 'name', r.name, 'path', r.path) AS region, h.township, h.village, h.people, h.status,
  (SELECT count(*)::int FROM household_supply l WHERE l.household_id = h.id) AS mechanisms,
  h.created_at AS "createdAt", h.version`;

export interface HouseholdRow {
  readonly id: string;
  readonly nameMasked: string;
  readonly idMasked: string;
  readonly region: RegionRef;
  readonly township: string;
  readonly village: string;
  readonly people: number;
  readonly status: HouseholdStatus;
  readonly mechanisms: number;
  readonly createdAt: Date;
  readonly version: number;
}

export const householdView = ({ createdAt, ...row }: HouseholdRow): HouseholdView => ({
  ...row,
  createdAt: createdAt.toISOString(),
});

/** What is stored of a name and a number: sealed for the row, masked for the eye, blind for the search. */
export interface SealedIdentity {
  readonly nameSealed: string;
  readonly numberSealed: string;
  readonly keyId: string;
  readonly blind: Buffer;
  readonly nameMasked: string;
  readonly numberMasked: string;
}

export function sealIdentity(keys: PersonalData, householdId: string, name: string, number: string): SealedIdentity {
  return {
    nameSealed: keys.seal(name, householdId),
    numberSealed: keys.seal(number, householdId),
    keyId: keys.currentKey,
    blind: keys.blind(number),
    nameMasked: maskName(name),
    numberMasked: maskIdentityNumber(number),
  };
}
