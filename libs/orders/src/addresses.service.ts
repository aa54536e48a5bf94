import { Injectable } from '@nestjs/common';
import type { Address, RouteInput } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import {
  claimKey,
  Database,
  type IdempotencyClaim,
  sqlState,
  type Tx,
  UnitOfWork,
  violatedConstraint,
} from '@yigou/platform';
import { AddressEntity } from './address.entity';

type AddressInput = RouteInput<'createAddress'>['body'];
const MAX_ADDRESSES = 50;
const NOT_NULL = '23502';
/** The division where nothing lies below it, as SQL; null for any other, which no address takes. */
export const LEAF_REGION = (
  code: string,
): string => `(SELECT r.code FROM region r WHERE r.code = ${code} AND r.code NOT IN (SELECT old_code FROM region_code_change) AND NOT EXISTS (SELECT FROM region n
  WHERE n.parent_code = r.code AND n.code NOT IN (SELECT old_code FROM region_code_change)))`;
const LEAF = LEAF_REGION('$5');
const MAX_TRIES = 5;

/** The region `r` as one value. */
export const REGION = `jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path)`;
const SELECT_FROM = (
  table: string,
) => `SELECT a.id, a.receiver, a.phone, a.detail, a.is_default AS "isDefault", ${REGION} AS region
  FROM ${table} a JOIN region r ON r.code = a.region_code`;
const SELECT = SELECT_FROM('address');
/** The address $3 of the person $2 as one value, null where they have none of that id. */
export const OWN_ADDRESS = `(SELECT jsonb_build_object('id', a.id, 'receiver', a.receiver, 'phone', a.phone, 'detail', a.detail, 'isDefault', a.is_default, 'region', ${REGION})
  FROM address a JOIN region r ON r.code = a.region_code WHERE a.user_id = $2 AND a.id = $3)`;

/** A buyer's address book. Every access is by owner: another person's address does not exist. */
@Injectable()
export class Addresses {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
  ) {}

  list(userId: string): Promise<Address[]> {
    return this.db.query<Address>(`${SELECT} WHERE a.user_id = $1 ORDER BY a.is_default DESC, a.id DESC`, [userId]);
  }

  /**
   * The first address becomes the default; a new default takes the place of the old one. The key keeps its id alone: what is deleted is gone.
   * Throws `address_limit` past 50, `validation_failed` for a region that there is not or that has others below it.
   */
  async create(userId: string, input: AddressInput, claim: IdempotencyClaim): Promise<Address> {
    const { id, made } = await this.write(() =>
      this.uow.run(async (tx) => {
        const { first, result } = await claimKey(tx, claim, { id: newId() });
        return { ...result, made: first ? await insertAddress(tx, { userId, ...result }, input) : null };
      }),
    );
    const address = made ?? (await this.own(userId, id));
    if (!address) throw new DomainError('not_found');
    return address;
  }

  private async own(userId: string, id: string): Promise<Address | undefined> {
    return this.db.one<Address>(`${SELECT} WHERE a.user_id = $1 AND a.id = $2`, [userId, id]);
  }

  /** One statement. Throws `not_found` for an address that is not the person's own. The only default stays one. */
  async update(userId: string, id: string, input: AddressInput): Promise<Address> {
    const rows = await this.write(() =>
      this.db.query<Address>(
        `WITH cleared AS (
           UPDATE address SET is_default = false WHERE user_id = $1 AND is_default AND id <> $2 AND $7
             AND EXISTS (SELECT 1 FROM address WHERE id = $2 AND user_id = $1) RETURNING 1),
         a AS (
           UPDATE address SET receiver = $3, phone = $4, region_code = ${LEAF}, detail = $6, is_default = is_default OR $7
           FROM (SELECT count(*) FROM cleared) AS after_clearing WHERE id = $2 AND user_id = $1 RETURNING address.*)
         ${SELECT_FROM('a')}`,
        [userId, id, input.receiver, input.phone, input.regionCode, input.detail, input.isDefault],
      ),
    );
    if (!rows[0]) throw new DomainError('not_found');
    return rows[0];
  }

  /** Two new defaults at once: the second finds the first and is tried again. */
  private async write<T>(statement: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await statement();
      } catch (error) {
        if (sqlState(error) === NOT_NULL) {
          throw new DomainError('validation_failed', { fields: { regionCode: '请选择到县（没有县的市选到市）。' } });
        }
        if (violatedConstraint(error) !== 'address_default' || attempt === MAX_TRIES) throw error;
      }
    }
  }

  async remove(userId: string, id: string): Promise<void> {
    const result = await this.uow.run((tx) => tx.manager.getRepository(AddressEntity).delete({ id, userId }));
    if (!result.affected) throw new DomainError('not_found');
  }
}

async function insertAddress(
  tx: Tx,
  { userId, id }: { readonly userId: string; readonly id: string },
  input: AddressInput,
): Promise<Address> {
  const made = await tx.one<Address>(
    `WITH own AS (SELECT count(*) AS n, coalesce(bool_or(is_default), false) AS has FROM address WHERE user_id = $1),
     cleared AS (
       UPDATE address SET is_default = false WHERE user_id = $1 AND is_default AND $7 AND (SELECT n FROM own) < ${MAX_ADDRESSES}
       RETURNING 1),
     made AS (
     INSERT INTO address (id, user_id, receiver, phone, region_code, detail, is_default)
     SELECT $2, $1, $3, $4, ${LEAF}, $6, $7 OR NOT own.has FROM own, (SELECT count(*) FROM cleared) AS after_clearing
     WHERE own.n < ${MAX_ADDRESSES} RETURNING *)
     ${SELECT_FROM('made')}`,
    [userId, id, input.receiver, input.phone, input.regionCode, input.detail, input.isDefault],
  );
  if (!made) throw new DomainError('address_limit');
  return made;
}
