import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ApiClient, apiGather } from '@yigou/web-data';
import { dayAhead } from '../../shared/deadlines';
import { todosOf, type TodoSources } from './todos';

/** What waits for the cooperative besides parcels and stock. Nothing is shown where nothing waits. */
@Component({
  selector: 'yg-supplier-todos',
  imports: [RouterLink],
  template: `
    @if (todos().length > 0) {
      <section class="panel" aria-labelledby="todos" data-testid="todos">
        <h2 id="todos">要办的事</h2>
        <ul>
          @for (todo of todos(); track todo.key) {
            <li>
              <a [routerLink]="todo.link" [class.urgent]="todo.urgent" data-testid="todo">{{ todo.text }}</a>
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `
    .panel {
      margin-bottom: 16px;
    }
    .panel > h2 {
      margin-bottom: 4px;
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li + li {
      border-top: 1px solid var(--color-line);
    }
    a {
      display: flex;
      align-items: center;
      gap: 8px;
      min-height: 40px;
      color: var(--color-ink);
    }
    a::before {
      content: '';
      flex: none;
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--color-warn);
    }
    a.urgent {
      color: var(--color-alarm);
    }
    a.urgent::before {
      background: var(--color-alarm);
    }
    @media (max-width: 720px) {
      a {
        min-height: 44px;
      }
    }
  `,
})
export class SupplierTodos {
  private readonly api = inject(ApiClient);
  private readonly sources = apiGather(
    () => true,
    () => this.load(),
  );
  protected readonly todos = computed(() =>
    this.sources.hasValue() ? todosOf(this.sources.value(), dayAhead(0)) : [],
  );

  /** What cannot be read is left out: the rest of the page does not wait for it. */
  private async load(): Promise<TodoSources> {
    const list = <T>(call: Promise<{ items: T[] }>): Promise<T[]> => call.then(({ items }) => items).catch(() => []);
    const [file, returned, drafts, certificates, inspections, sanctions] = await Promise.all([
      this.api.call('getSupplierFile').catch(() => null),
      list(this.api.call('listApplications', { query: { status: 'returned', limit: 20 } })),
      list(this.api.call('listApplications', { query: { status: 'draft', limit: 20 } })),
      list(this.api.call('listSupplierCertificates')),
      list(this.api.call('listSupplierInspections')),
      list(this.api.call('listSupplierSanctions')),
    ]);
    return { file, applications: [...returned, ...drafts], certificates, inspections, sanctions };
  }
}
