import { Component } from '@angular/core';
import { PolicyBoard } from '../policy-board';

/** What finance departments (财政部门) set for reserved shares and purchasing (R2, R3). */
@Component({
  selector: 'yg-finance-policies',
  imports: [PolicyBoard],
  template: `<yg-policy-board setBy="finance" [routes]="routes" />`,
})
export class Policies {
  protected readonly routes = {
    list: 'listFinancePolicies',
    set: 'setFinancePolicy',
    decide: 'decideFinanceProposal',
  } as const;
}
