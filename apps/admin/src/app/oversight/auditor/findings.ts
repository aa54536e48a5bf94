import { Component } from '@angular/core';
import { FindingList, findingTable } from '../finding-list';

/** Findings of units of the auditor’s region. */
@Component({
  selector: 'yg-auditor-findings',
  imports: [FindingList],
  template: `<yg-finding-list side="auditor" [table]="table" />`,
})
export class Findings {
  protected readonly table = findingTable('listAuditedFindings');
}
