import { Component } from '@angular/core';
import { apiResource } from '@yigou/web-data';
import { formatTime } from '../../shared/format';
import { LoadError } from '../../shared/load-error';

/** What a helper in the village did in this supplier's name, 代办记录. Nothing is shown where nobody ever did. */
@Component({
  selector: 'yg-acts-on-behalf',
  imports: [LoadError],
  template: `
    @if (acts.error(); as error) {
      <yg-load-error [error]="error" (retry)="acts.reload()" />
    } @else if (acts.hasValue() && acts.value().items.length > 0) {
      <section class="panel" aria-labelledby="acts" data-testid="acts-on-behalf">
        <h2 id="acts">代办记录</h2>
        <p class="lead">驻村干部或帮扶责任人替本单位办的事。有不认可的，请联系县里。</p>
        <ul class="cards">
          @for (act of acts.value().items; track $index) {
            <li class="card">
              <p class="card-head">
                <b>{{ act.act }}</b>
                <span class="muted">{{ act.by }} · {{ time(act.at) }}</span>
              </p>
              {{ act.summary }}
            </li>
          }
        </ul>
      </section>
    }
  `,
  styleUrl: '../../shared/column.css',
})
export class ActsOnBehalf {
  protected readonly acts = apiResource('listActsOnBehalf');
  protected readonly time = formatTime;
}
