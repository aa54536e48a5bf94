import { Module } from '@nestjs/common';
import { ConsoleTables } from './console-tables';
import { Dashboards } from './dashboards';
import { Exports } from './exports';
import { ReviewBulletin } from './review-bulletin';

@Module({
  providers: [ConsoleTables, Dashboards, Exports, ReviewBulletin],
  exports: [ConsoleTables, Dashboards, Exports, ReviewBulletin],
})
export class ReportingModule {}
