import { Component } from '@angular/core';
import { CorrectionList, correctionTable } from '../correction-list';

/** Orders of the region's units that shall count to another of its units (R9). */
@Component({
  selector: 'yg-finance-corrections',
  imports: [CorrectionList],
  template: `<yg-correction-list [table]="table" />`,
})
export class Corrections {
  protected readonly table = correctionTable('listRegionCorrections');
}
