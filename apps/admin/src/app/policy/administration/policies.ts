import { Component } from '@angular/core';
import { PolicyBoard } from '../policy-board';

/** What offices set for certification, supply, prices and trade. */
@Component({
  selector: 'yg-administration-policies',
  imports: [PolicyBoard],
  template: `<yg-policy-board setBy="administration" [routes]="routes" />`,
})
export class Policies {
  protected readonly routes = { list: 'listPolicies', set: 'setPolicy', decide: 'decidePolicyProposal' } as const;
}
