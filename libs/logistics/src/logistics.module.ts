import { Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { NotificationsModule } from '@yigou/notifications';
import { OrdersModule } from '@yigou/orders';
import { CONFIG, type Config } from '@yigou/platform';
import { CARRIER_FEED, HttpCarrierFeed } from './carrier-feed';
import { ShipOrder } from './ship-order';
import { TellParcels } from './tell-parcels';
import { TrackParcels } from './track-parcels';

@Module({
  imports: [AuditModule, NotificationsModule, OrdersModule],
  providers: [
    ShipOrder,
    TellParcels,
    TrackParcels,
    { provide: CARRIER_FEED, useFactory: (config: Config) => new HttpCarrierFeed(config), inject: [CONFIG] },
  ],
  exports: [ShipOrder, TellParcels, TrackParcels],
})
export class LogisticsModule {}
