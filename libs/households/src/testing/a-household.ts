import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { Household } from '../household.entity';

/** A registered household of four in 兴隆镇 whose seals nobody opens. Where they are opened, households are made by `RegisterHouseholds`. */
export function aHousehold(db: Queryable, said: Partial<Household> = {}): Promise<Household> {
  const id = said.id ?? newId();
  const place = { regionCode: '640422', township: '兴隆镇', village: '王河村' };
  const masks = { nameMasked: '张*', idMasked: '640422************' };
  return given(db, Household, { id, idBlind: Buffer.from(id), keyId: 'app', people: 4, ...place, ...masks, ...said });
}
