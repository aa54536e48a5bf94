import { Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { EvidenceModule } from '@yigou/evidence';
import { IdentityModule } from '@yigou/identity';
import { InventoryModule } from '@yigou/inventory';
import { NotificationsModule } from '@yigou/notifications';
import { OrdersModule } from '@yigou/orders';
import { PaymentsModule } from '@yigou/payments';
import { RegionsModule } from '@yigou/regions';
import { AUTHORING } from './authoring/providers';
import { BALANCES } from './balances/providers';
import { CLOSING } from './closing/providers';
import { FULFILMENT } from './fulfilment/providers';
import { LEADERS } from './leaders/providers';
import { PLEDGES } from './pledges/providers';
import { PublicCampaigns } from './public';
import { RECIPIENTS_BEHAVIOUR } from './recipients';
import { UNITS } from './units/providers';
import { SUBSTITUTES } from './substitutes';

const BEHAVIOUR = [
  ...AUTHORING,
  PublicCampaigns,
  ...PLEDGES,
  ...CLOSING,
  ...BALANCES,
  ...FULFILMENT,
  ...LEADERS,
  ...RECIPIENTS_BEHAVIOUR,
  ...UNITS,
  ...SUBSTITUTES,
];

@Module({
  imports: [
    AuditModule,
    EvidenceModule,
    IdentityModule,
    InventoryModule,
    NotificationsModule,
    OrdersModule,
    PaymentsModule,
    RegionsModule,
  ],
  providers: BEHAVIOUR,
  exports: BEHAVIOUR,
})
export class CampaignsModule {}
