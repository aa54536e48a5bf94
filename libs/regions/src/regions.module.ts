import { Module } from '@nestjs/common';
import { RegionDirectory } from './region-directory';

@Module({ providers: [RegionDirectory], exports: [RegionDirectory] })
export class RegionsModule {}
