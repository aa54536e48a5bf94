import { REPORTING } from '@yigou/reporting';
import { inApi } from '../context';
import { AdminController } from './admin.controller';
import { AuditedExport } from './audited-export';
import { BulletinController } from './bulletin.controller';
import { PublicPagesController } from './public-pages.controller';
import { ShareBulletinsController } from './share-bulletins.controller';
import { SiteMapController } from './site-map.controller';
import { SupplierReportsController } from './supplier-reports.controller';
import { WaitingController } from './waiting.controller';

export const reportingInApi = inApi(REPORTING, {
  controllers: [
    AdminController,
    SupplierReportsController,
    BulletinController,
    PublicPagesController,
    ShareBulletinsController,
    WaitingController,
    SiteMapController,
  ],
  providers: [AuditedExport],
});
