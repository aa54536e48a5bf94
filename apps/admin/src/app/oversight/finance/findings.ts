import { Component } from '@angular/core';
import { FindingList, findingTable } from '../finding-list';

/** Findings of units of the region. */
@Component({
  selector: 'yg-finance-findings',
  imports: [FindingList],
  template: `<yg-finding-list side="finance" [table]="table" />`,
})
export class Findings {
  protected readonly table = findingTable('listRegionFindings');
}
