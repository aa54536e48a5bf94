import { Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { BeginRegionChanges } from './changes/begin-region-changes';
import { RegionChangeLists } from './changes/region-change.queries';
import { RegionChanges } from './changes/region-changes.service';
import { RegionDirectory } from './region-directory';

/** The divisions of the country, and what becomes of them. */
@Module({
  imports: [AuditModule],
  providers: [BeginRegionChanges, RegionChangeLists, RegionChanges, RegionDirectory],
  exports: [BeginRegionChanges, RegionChangeLists, RegionChanges, RegionDirectory],
})
export class RegionsModule {}
