import { Component } from '@angular/core';
import { CorrectionList, correctionTable } from '../correction-list';

/** Orders of the own unit that shall count to another, and others' that shall count to it (R9). */
@Component({
  selector: 'yg-agency-corrections',
  imports: [CorrectionList],
  template: `<yg-correction-list [table]="table" />`,
})
export class Corrections {
  protected readonly table = correctionTable('listShareCorrections');
}
