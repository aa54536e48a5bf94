import { NgTemplateOutlet } from '@angular/common';
import { booleanAttribute, Component, contentChildren, Directive, inject, input, TemplateRef } from '@angular/core';

/** One term with its description as content: `<ng-template ygFact="产地">甘肃省 定西市</ng-template>`. */
@Directive({ selector: 'ng-template[ygFact]' })
export class Fact {
  readonly ygFact = input.required<string>();
  /** A quiet remark beside the term. */
  readonly note = input('');
  /** What the others add up to, or what differs from before: it stands out. */
  readonly strong = input(false, { transform: booleanAttribute });
  readonly template = inject<TemplateRef<unknown>>(TemplateRef);
}

/** `pairs` stand close, `ruled` are parted by lines, `sums` have amounts at the end of the line, `figures` are large numbers side by side. */
export type FactLayout = 'pairs' | 'ruled' | 'sums' | 'figures';

/**
 * Facts about one thing, each a term and a description, as a description list: to a screen reader pairs, on a narrow place one above the other,
 * on paper never parted from each other.
 */
@Component({
  selector: 'yg-facts',
  imports: [NgTemplateOutlet],
  template: `
    <dl>
      @for (fact of facts(); track fact) {
        <div [class.strong]="fact.strong()">
          <dt>
            {{ fact.ygFact() }}
            @if (fact.note()) {
              <small>{{ fact.note() }}</small>
            }
          </dt>
          <dd><ng-container [ngTemplateOutlet]="fact.template" /></dd>
        </div>
      }
    </dl>
    @if (facts().length === 0 && empty()) {
      <p>{{ empty() }}</p>
    }
  `,
  styleUrl: './facts.css',
  host: { '[attr.data-layout]': 'layout()' },
})
export class FactList {
  readonly layout = input<FactLayout>('pairs');
  /** Said where there are none. */
  readonly empty = input('');
  protected readonly facts = contentChildren(Fact);
}
