import { Injectable } from '@nestjs/common';
import type { Address, RouteInput } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import { Database, type Queryable, sqlState, UnitOfWork } from '@yigou/platform';
import { AddressEntity } from './address.entity';

type AddressInput = RouteInput<'createAddress'>['body'];
const MAX_ADDRESSES = 50;
const FOREIGN_KEY = '23503';

const SELECT = `SELECT a.id, a.receiver, a.phone, a.detail, a.is_default AS "isDefault",
  jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path) AS region
  FROM address a JOIN region r ON r.code = a.region_code`;

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

  async find(db: Queryable, userId: string, id: string): Promise<Address | undefined> {
    return (await db.query<Address>(`${SELECT} WHERE a.user_id = $1 AND a.id = $2`, [userId, id]))[0];
  }

  /** Throws `address_limit` past 50, `validation_failed` for an unknown region. The first address becomes the default. */
  async create(userId: string, input: AddressInput): Promise<Address> {
    return this.write(userId, newId(), input, false);
  }

  /** Throws `not_found` for an address that is not the person's own. */
  async update(userId: string, id: string, input: AddressInput): Promise<Address> {
    return this.write(userId, id, input, true);
  }

  private async write(userId: string, id: string, input: AddressInput, exists: boolean): Promise<Address> {
    try {
      await this.uow.run(async (tx) => {
        // The owner's row is the lock: counting and moving the default must not race.
        await tx.query('SELECT 1 FROM app_user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
        const addresses = tx.manager.getRepository(AddressEntity);
        const own = await addresses.find({ where: { userId }, select: { id: true, isDefault: true } });
        if (exists && !own.some((address) => address.id === id)) throw new DomainError('not_found');
        if (!exists && own.length >= MAX_ADDRESSES) throw new DomainError('address_limit');
        const isDefault = input.isDefault || own.every((address) => address.id === id || !address.isDefault);
        if (isDefault) await addresses.update({ userId, isDefault: true }, { isDefault: false });
        await addresses.save({ ...input, id, userId, isDefault });
      });
    } catch (error) {
      if (sqlState(error) !== FOREIGN_KEY) throw error;
      throw new DomainError('validation_failed', { fields: { regionCode: '没有这个地区，请重新选择。' } });
    }
    const address = await this.find(this.db, userId, id);
    if (!address) throw new DomainError('not_found');
    return address;
  }

  async remove(userId: string, id: string): Promise<void> {
    const result = await this.uow.run((tx) => tx.manager.getRepository(AddressEntity).delete({ id, userId }));
    if (!result.affected) throw new DomainError('not_found');
  }
}
