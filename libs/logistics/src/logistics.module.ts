import { Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { OrdersModule } from '@yigou/orders';
import { CONFIG, type Config } from '@yigou/platform';
import { CARRIER_FEED, HttpCarrierFeed } from './carrier-feed';
import { ShipOrder } from './ship-order';
import { TrackParcels } from './track-parcels';

@Module({
  imports: [AuditModule, OrdersModule],
  providers: [
    ShipOrder,
    TrackParcels,
    { provide: CARRIER_FEED, useFactory: (config: Config) => new HttpCarrierFeed(config), inject: [CONFIG] },
  ],
  exports: [ShipOrder, TrackParcels],
})
export class LogisticsModule {}
