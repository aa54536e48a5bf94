import { Component } from '@angular/core';
import { UnitChangeList, unitChangeTable } from '../unit-change-list';

/** What units of the region report of themselves (R12). */
@Component({
  selector: 'yg-finance-unit-changes',
  imports: [UnitChangeList],
  template: `<yg-unit-change-list side="finance" [table]="table" />`,
})
export class UnitChanges {
  protected readonly table = unitChangeTable('listRegionUnitChanges');
}
