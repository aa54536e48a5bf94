import { Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { IdentityModule } from '@yigou/identity';
import { NotificationsModule } from '@yigou/notifications';
import { OrdersModule } from '@yigou/orders';
import { PaymentsModule } from '@yigou/payments';
import { CampaignQueries } from './campaigns.queries';
import { FULFILMENT } from './fulfilment/providers';
import { PublicCampaigns } from './public';

const BEHAVIOUR = [CampaignQueries, PublicCampaigns, ...FULFILMENT];

@Module({
  imports: [AuditModule, IdentityModule, NotificationsModule, OrdersModule, PaymentsModule],
  providers: BEHAVIOUR,
  exports: BEHAVIOUR,
})
export class CampaignsModule {}
