import { Module } from '@nestjs/common';
import { CatalogueModule } from '@yigou/catalogue';
import { RegionsModule } from '@yigou/regions';
import { ConsoleTables } from './console-tables';
import { CountyPages } from './county-pages';
import { Dashboards } from './dashboards';
import { Exports } from './exports';
import { ReviewBulletin } from './review-bulletin';
import { ShareBulletinFiles } from './share-bulletin-files';
import { SiteMap } from './site-map';
import { SupplierPages } from './supplier-pages';

const SERVICES = [
  ConsoleTables,
  CountyPages,
  Dashboards,
  Exports,
  ReviewBulletin,
  ShareBulletinFiles,
  SiteMap,
  SupplierPages,
];

@Module({ imports: [CatalogueModule, RegionsModule], providers: SERVICES, exports: SERVICES })
export class ReportingModule {}
