import { Component, computed, input } from '@angular/core';
import { Fact, FactList } from '@yigou/web-ui';
import { type Filing, factsOf } from './filing-words';

/** What a version of a filing states, with what is wrong at each field. */
@Component({
  selector: 'yg-filing-facts',
  imports: [Fact, FactList],
  template: `
    <yg-facts>
      @for (fact of facts(); track fact.key) {
        <ng-template [ygFact]="fact.label" [strong]="fact.strong">
          {{ fact.value }}
          @for (note of fact.notes; track note) {
            <span class="note">{{ note }}</span>
          }
        </ng-template>
      }
    </yg-facts>
  `,
  styles: `
    .note {
      display: block;
      color: var(--color-warn);
      font-size: 12px;
    }
  `,
})
export class FilingFacts {
  readonly filing = input.required<Filing>();
  protected readonly facts = computed(() => factsOf(this.filing()));
}
