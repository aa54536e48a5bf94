import { Module } from '@nestjs/common';
import { ConsoleTables } from './console-tables';
import { Dashboards } from './dashboards';
import { Exports } from './exports';
import { ReviewBulletin } from './review-bulletin';
import { ShareBulletinFiles } from './share-bulletin-files';

@Module({
  providers: [ConsoleTables, Dashboards, Exports, ReviewBulletin, ShareBulletinFiles],
  exports: [ConsoleTables, Dashboards, Exports, ReviewBulletin, ShareBulletinFiles],
})
export class ReportingModule {}
