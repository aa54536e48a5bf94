import type { ReviewLevel } from '@yigou/contracts';
import { creditCodeOf, newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { AppUser } from '../app-user.entity';
import { Membership } from '../membership.entity';
import { Organisation } from '../organisation.entity';

/** Somebody with an account whose password nobody knows, and whose login is verified. */
export function aPerson(db: Queryable, said: Partial<AppUser> = {}): Promise<AppUser> {
  const id = said.id ?? newId();
  const login = `${id}@example.test`;
  return given(db, AppUser, { id, name: '某人', login, passwordHash: 'x', loginVerifiedAt: new Date(), ...said });
}

let codes = 0;
/** A credit code that nobody of this process has, with a check digit that holds; its first eight characters say of whom and where. */
export function aCreditCode(head = '93640422'): string {
  codes += 1;
  return creditCodeOf(`${head}${String(codes).padStart(9, '0')}`);
}

export const anOrganisation = (db: Queryable, said: Partial<Organisation> = {}): Promise<Organisation> =>
  given(db, Organisation, { kind: 'company', name: `单位 ${newId()}`, ...said });

/** A place of a person in an organisation, as its manager for the whole country unless said otherwise. */
export const aMembership = (
  db: Queryable,
  said: Partial<Membership> & Pick<Membership, 'userId' | 'organisationId'>,
): Promise<Membership> => given(db, Membership, { role: 'manager', ...said });

/** An office that reviews at a level; null: at that of its members' prefixes. */
export const anOffice = (
  db: Queryable,
  level: ReviewLevel | null,
  said: Partial<Organisation> = {},
): Promise<Organisation> =>
  anOrganisation(db, { kind: 'administration', name: `办公室 ${newId()}`, reviewLevel: level, ...said });
