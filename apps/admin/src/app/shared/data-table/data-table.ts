import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  computed,
  contentChild,
  effect,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { type ApiResource, apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { NzTableModule } from 'ng-zorro-antd/table';
import { Drawer } from '../drawer';
import { LoadError } from '../load-error';
import { CellView } from './cell-view';
import { FilterBar } from './filter-bar';
import { RowOpens } from './row-opens';
import type { Column, RowOf, TableConfig, TableRoute } from './table';
import { TableAddress } from './table-address';
import { DetailTemplate, RowActionsTemplate } from './templates';
import { SelectName } from '../select-name';
import { SelectValue } from '../select-value';

interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
  total: number;
}
/** The resource of any table's route: the config has tied route, query and row together, the compiler need not do it again here. */
type TableResource = (
  id: () => TableRoute,
  request: () => { query: Record<string, unknown> },
) => ApiResource<Page<never>>;

/**
 * One table of the console: filter bar, sorting on the server, keyset paging, drawer, export. The address bar holds filters, order
 * and the open row, so that what one person sees can be sent to another; the place within the pages stays here, since a
 * cursor means nothing once rows have moved.
 */
@Component({
  selector: 'yg-data-table',
  imports: [
    CellView,
    Drawer,
    FilterBar,
    LoadError,
    NgTemplateOutlet,
    NzButtonComponent,
    NzIconDirective,
    NzOptionComponent,
    NzSelectComponent,
    NzTableModule,
    RouterLink,
    RowOpens,
    SelectName,
    SelectValue,
  ],
  providers: [TableAddress],
  templateUrl: './data-table.html',
  styleUrl: './data-table.css',
  // nz-table builds its table element itself, which scoped styles do not reach.
  encapsulation: ViewEncapsulation.None,
  host: { class: 'data-table', '(document:keydown)': 'onKey($event)' },
})
export class DataTable<Id extends TableRoute> {
  readonly config = input.required<TableConfig<Id>>();
  /** Buttons at the end of a row. */
  readonly rowActions = contentChild<RowActionsTemplate<Id>>(RowActionsTemplate);
  /** Content of the drawer. */
  readonly detail = contentChild<DetailTemplate<Id>>(DetailTemplate);

  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  protected readonly address = inject(TableAddress);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });

  protected readonly sizes = [10, 20, 50, 100];
  protected readonly skeletonRows = [0, 1, 2, 3, 4, 5, 6, 7];
  protected readonly filters = computed(() => this.address.filters(this.params(), this.config().filters));
  protected readonly filtered = computed(() => Object.keys(this.filters()).length > 0);
  protected readonly size = computed(() => this.address.size(this.params(), this.sizes));
  protected readonly sort = computed(() => this.address.sort(this.params(), this.config().columns));
  protected readonly openId = computed(() => (this.config().drawerTitle ? this.params().get('id') : null));

  private readonly request = computed(
    () => ({
      ...this.filters(),
      ...this.address.sortQuery(this.sort(), this.config().columns),
      limit: this.size(),
    }),
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  /** Cursors of the pages before this one; another filter or order starts over. */
  protected readonly trail = linkedSignal<unknown, (string | undefined)[]>({
    source: this.request,
    computation: () => [undefined],
  });

  /** The last page that arrived stays on screen, dimmed, while the next one loads. */
  protected readonly data: ApiResource<Page<RowOf<Id>>> = (apiResource as unknown as TableResource)(
    () => this.config().route,
    () => ({ query: { ...this.request(), cursor: this.trail().at(-1) } }),
  );
  protected readonly page = this.data.latest;
  protected readonly openRow = computed(() => this.page()?.items.find((row) => row.id === this.openId()));
  /** All that came with the page in view, for figures above it; null before. The page around may ask before the table has its configuration. */
  readonly answer = signal<RouteResponse<Id> | null>(null);
  private readonly picked = linkedSignal<Page<RowOf<Id>> | null, readonly RowOf<Id>[]>({
    source: () => this.page(),
    computation: (page, before) => unchanged(page?.items ?? [], before?.value ?? []),
  });
  /**
   * Chosen rows of the page in view. When rows are read again, or another search brings them, those that come back as they were stay chosen; what has
   * changed meanwhile, or is not among them, is let go: nobody has agreed to that.
   */
  readonly chosen = this.picked.asReadonly();
  protected readonly choosable = computed(() => {
    const may = this.config().choosable;
    return may ? (this.page()?.items.filter(may) ?? []) : [];
  });
  private readonly box = viewChild<ElementRef<HTMLElement>>('box');
  protected readonly exportHref = computed(() => this.config().exportUrl?.(this.filters()) ?? null);
  protected readonly sortable = computed(() => this.config().columns.filter((column) => column.sort));

  constructor() {
    // The route of the configuration answers its own shape.
    effect(() => this.answer.set(this.page() as unknown as RouteResponse<Id> | null));
  }

  /** Asks again for the rows in view. */
  reload(): void {
    this.data.reload();
  }

  close(): void {
    this.go({ id: null });
  }

  protected choose(row: RowOf<Id>, on: boolean): void {
    const rows = this.chosen();
    this.picked.set(on ? [...rows, row] : rows.filter((one) => one.id !== row.id));
  }

  protected chooseAll(on: boolean): void {
    this.picked.set(on ? this.choosable() : []);
  }

  /** j and k, or the arrows within the table, walk through the rows; Enter opens the one in focus. Typing and dialogs are left alone. */
  protected onKey(event: KeyboardEvent): void {
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    const box = this.box()?.nativeElement;
    if (!step || !box || event.ctrlKey || event.metaKey || event.altKey) return;
    const inside = box.contains(document.activeElement);
    if (!inside && (event.key.startsWith('Arrow') || document.activeElement !== document.body)) return;
    const rows = [...box.querySelectorAll<HTMLElement>('.row-link')];
    const at = rows.findIndex((row) => row.closest('tr')?.contains(document.activeElement));
    const next = rows[at === -1 ? 0 : at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  protected setFilters(change: Record<string, string | null>): void {
    this.go({ ...change, id: null });
  }

  protected clear(): void {
    this.go(Object.fromEntries([...this.config().filters.map((filter) => [filter.key, null]), ['id', null]]));
  }

  protected toggleSort(column: Column<RowOf<Id>>): void {
    const { key, order } = this.sort();
    this.setSort(key === column.key && order === 'desc' ? `${column.key}:asc` : `${column.key}:desc`);
  }

  protected setSort(value: string): void {
    const [sort, order] = value.split(':');
    this.go({ sort: sort || null, order: order || null });
  }

  protected setSize(size: number): void {
    this.go({ size: String(size) });
  }

  protected forward(): void {
    const next = this.page()?.nextCursor;
    if (next) this.trail.update((trail) => [...trail, next]);
  }

  protected back(): void {
    this.trail.update((trail) => trail.slice(0, -1));
  }

  protected ariaSort(column: Column<RowOf<Id>>): 'ascending' | 'descending' | null {
    const { key, order } = this.sort();
    return key === column.key ? (order === 'asc' ? 'ascending' : 'descending') : null;
  }

  private go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge' });
  }
}

/** Of these rows those that were chosen before, with the content that they still have. */
function unchanged<Row extends { id: string }>(rows: readonly Row[], chosen: readonly Row[]): readonly Row[] {
  if (chosen.length === 0) return chosen;
  const before = new Map(chosen.map((row) => [row.id, JSON.stringify(row)]));
  return rows.filter((row) => before.get(row.id) === JSON.stringify(row));
}
