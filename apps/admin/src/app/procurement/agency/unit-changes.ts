import { Component } from '@angular/core';
import { UnitChangeList, unitChangeTable } from '../unit-change-list';

/** What units below the own one report of themselves (R12). */
@Component({
  selector: 'yg-agency-unit-changes',
  imports: [UnitChangeList],
  template: `<yg-unit-change-list side="agency" [table]="table" />`,
})
export class UnitChanges {
  protected readonly table = unitChangeTable('listUnitChanges');
}
