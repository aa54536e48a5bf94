import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { DeliveryPointEntity } from '../delivery/delivery-point.entity';

/** A point of a unit that receives every day; answers its id. */
export async function aDeliveryPoint(
  db: Queryable,
  unitId: string,
  said: Partial<DeliveryPointEntity> = {},
): Promise<string> {
  const point = await given(db, DeliveryPointEntity, {
    id: newId(),
    unitId,
    name: '食堂',
    contact: '李师傅',
    phone: '13900000001',
    regionCode: '640422',
    detail: '人民路 1 号后门',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    opens: '07:30',
    closes: '16:00',
    ...said,
  });
  return point.id;
}
