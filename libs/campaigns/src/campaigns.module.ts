import { Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { EvidenceModule } from '@yigou/evidence';
import { IdentityModule } from '@yigou/identity';
import { NotificationsModule } from '@yigou/notifications';
import { OrdersModule } from '@yigou/orders';
import { PaymentsModule } from '@yigou/payments';
import { RegionsModule } from '@yigou/regions';
import { CampaignQueries } from './campaigns.queries';
import { FULFILMENT } from './fulfilment/providers';
import { PublicCampaigns } from './public';
import { RECIPIENTS_BEHAVIOUR } from './recipients';

const BEHAVIOUR = [CampaignQueries, PublicCampaigns, ...FULFILMENT, ...RECIPIENTS_BEHAVIOUR];

@Module({
  imports: [
    AuditModule,
    EvidenceModule,
    IdentityModule,
    NotificationsModule,
    OrdersModule,
    PaymentsModule,
    RegionsModule,
  ],
  providers: BEHAVIOUR,
  exports: BEHAVIOUR,
})
export class CampaignsModule {}
