import { Component } from '@angular/core';
import { dayAhead } from '../../shared/deadlines';
import { defineTable } from '../../shared/data-table/table';
import { ShareList } from '../share-list';
import { SHARE_COLUMNS, shareFilters, UNFILED } from '../share-table';

/** The year of every unit below the own one, for who supervises them (主管预算单位). */
@Component({
  selector: 'yg-subtree',
  imports: [ShareList],
  template: `<yg-share-list
    side="agency"
    heading="下级单位填报"
    note="本单位以下各级单位的年度预留份额：谁还没有填报，谁低于下限，合计多少。"
    [table]="table"
  />`,
})
export class Subtree {
  protected readonly table = defineTable({
    route: 'listSharesBelow',
    noun: '单位',
    testId: 'share',
    empty: '没有符合条件的下级单位。',
    filters: shareFilters(Number(dayAhead(0).slice(0, 4))),
    columns: SHARE_COLUMNS,
    drawerTitle: (row) => row?.unit.name ?? '填报',
    choosable: ({ state }) => state === 'submitted' || UNFILED.includes(state),
  });
}
