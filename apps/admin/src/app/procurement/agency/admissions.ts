import { Component } from '@angular/core';
import { AdmissionList, admissionTable } from '../admission-list';

/** Units that ask to stand below the own one, or below one of its units (R21). */
@Component({
  selector: 'yg-agency-admissions',
  imports: [AdmissionList],
  template: `<yg-admission-list side="agency" [table]="table" />`,
})
export class Admissions {
  protected readonly table = admissionTable('listUnitAdmissions');
}
