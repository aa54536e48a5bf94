import { DemoObject } from './demo-object.entity';
import { EventDelivery } from './event-delivery.entity';
import { EventHearer } from './event-hearer.entity';
import { IdempotencyKey } from './idempotency-key.entity';
import { Outbox } from './outbox.entity';
import { Schedule } from './schedule.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const PLATFORM_ENTITIES = [DemoObject, EventDelivery, EventHearer, IdempotencyKey, Outbox, Schedule];
