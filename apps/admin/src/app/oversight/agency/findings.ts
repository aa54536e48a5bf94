import { Component } from '@angular/core';
import { FindingList, findingTable } from '../finding-list';

/** Findings of units below the own one. */
@Component({
  selector: 'yg-agency-findings',
  imports: [FindingList],
  template: `<yg-finding-list side="agency" [table]="table" />`,
})
export class Findings {
  protected readonly table = findingTable('listFindingsBelow');
}
