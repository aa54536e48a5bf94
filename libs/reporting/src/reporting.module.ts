import { Module } from '@nestjs/common';
import { ConsoleTables } from './console-tables';
import { Dashboards } from './dashboards';
import { Exports } from './exports';

@Module({ providers: [ConsoleTables, Dashboards, Exports], exports: [ConsoleTables, Dashboards, Exports] })
export class ReportingModule {}
