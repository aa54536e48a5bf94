import { Directive, inject, input, TemplateRef } from '@angular/core';
import type { RowOf, TableConfig, TableRoute } from './table';

interface DetailContext<Row> {
  /** Undefined when the open row is not on the page in view. */
  $implicit: Row | undefined;
  id: string;
}
interface RowContext<Row> {
  $implicit: Row;
}

/** Content of the drawer. Takes the table's configuration, which gives the row its type. */
@Directive({ selector: 'ng-template[ygDetail]' })
export class DetailTemplate<Id extends TableRoute> {
  readonly ygDetail = input.required<TableConfig<Id>>();
  readonly template = inject<TemplateRef<DetailContext<RowOf<Id>>>>(TemplateRef);

  static ngTemplateContextGuard<Id extends TableRoute>(
    _directive: DetailTemplate<Id>,
    _context: unknown,
  ): _context is DetailContext<RowOf<Id>> {
    return true;
  }
}

/** Buttons at the end of a row. */
@Directive({ selector: 'ng-template[ygRowActions]' })
export class RowActionsTemplate<Id extends TableRoute> {
  readonly ygRowActions = input.required<TableConfig<Id>>();
  readonly template = inject<TemplateRef<RowContext<RowOf<Id>>>>(TemplateRef);

  static ngTemplateContextGuard<Id extends TableRoute>(
    _directive: RowActionsTemplate<Id>,
    _context: unknown,
  ): _context is RowContext<RowOf<Id>> {
    return true;
  }
}
