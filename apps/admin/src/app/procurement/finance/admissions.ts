import { Component } from '@angular/core';
import { AdmissionList, admissionTable } from '../admission-list';

/** Units of the region that ask to stand below another (R21). */
@Component({
  selector: 'yg-finance-admissions',
  imports: [AdmissionList],
  template: `<yg-admission-list side="finance" [table]="table" />`,
})
export class Admissions {
  protected readonly table = admissionTable('listRegionAdmissions');
}
