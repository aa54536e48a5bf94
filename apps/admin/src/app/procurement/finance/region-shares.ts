import { Component } from '@angular/core';
import { dayAhead } from '../../shared/deadlines';
import { defineTable } from '../../shared/data-table/table';
import { ShareList } from '../share-list';
import { SHARE_COLUMNS, shareFilters, UNFILED } from '../share-table';

/** The year of every unit of the region, for its finance department (财政部门). */
@Component({
  selector: 'yg-region-shares',
  imports: [ShareList],
  template: `<yg-share-list
    side="finance"
    heading="预留份额确认"
    note="本地区预算单位的年度预留份额：主管单位审核后由本部门确认。"
    [table]="table"
  />`,
})
export class RegionShares {
  protected readonly table = defineTable({
    route: 'listRegionShares',
    noun: '单位',
    testId: 'share',
    empty: '没有符合条件的预算单位。',
    filters: shareFilters(Number(dayAhead(0).slice(0, 4))),
    columns: SHARE_COLUMNS,
    drawerTitle: (row) => row?.unit.name ?? '填报',
    choosable: ({ state }) => state === 'reviewed' || UNFILED.includes(state),
  });
}
