import { defineContext } from '@yigou/platform';
import { ParcelDelivered, ParcelInTrouble, ParcelsShipped } from './logistics.events';
import { LogisticsModule } from './logistics.module';
import { LOGISTICS_ENTITIES } from './entities';
import { PARCEL } from './parcel-status';

export const LOGISTICS = defineContext({
  name: 'logistics',
  module: LogisticsModule,
  entities: LOGISTICS_ENTITIES,
  tables: ['carrier_event', 'order_parcel', 'parcel', 'parcel_line'],
  events: [ParcelDelivered, ParcelInTrouble, ParcelsShipped],
  machines: [PARCEL],
});
