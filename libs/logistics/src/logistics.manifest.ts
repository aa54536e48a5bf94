import { defineContext } from '@yigou/platform';
import { ParcelsShipped } from './logistics.events';
import { LogisticsModule } from './logistics.module';

export const LOGISTICS = defineContext({
  name: 'logistics',
  module: LogisticsModule,
  tables: ['carrier_event', 'parcel', 'parcel_line'],
  events: [ParcelsShipped],
});
