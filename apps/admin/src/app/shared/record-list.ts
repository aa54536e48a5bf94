import { NgTemplateOutlet } from '@angular/common';
import { Component, contentChild, Directive, inject, input, model, TemplateRef, viewChild } from '@angular/core';
import { DataTable } from './data-table/data-table';
import type { RowOf, TableConfig, TableRoute } from './data-table/table';
import { DetailTemplate } from './data-table/templates';
import type { FormConfig } from './form-dialog/form';
import { FormDialog } from './form-dialog/form-dialog';
import { PageHeader } from './page-header';
import { RecordPage, RecordTemplate } from './record';

/** What the drawer of a row shows: `<ng-template [ygRow]="table()" let-one>`. The table gives `one` its type. */
@Directive({ selector: 'ng-template[ygRow]' })
export class RowTemplate<Id extends TableRoute> {
  readonly ygRow = input.required<TableConfig<Id>>();
  readonly template = inject<TemplateRef<{ $implicit: RowOf<Id> }>>(TemplateRef);

  static ngTemplateContextGuard<Id extends TableRoute>(
    _directive: RowTemplate<Id>,
    _context: unknown,
  ): _context is { $implicit: RowOf<Id> } {
    return true;
  }
}

/**
 * A page that is a list of things to decide: its header with the page's own actions as content, the table, the row as a record in a drawer (`ygRow`), and the dialog that asks
 * for a decision. Once that is closed the list is read again, also after a refusal: somebody else may have been faster.
 */
@Component({
  selector: 'yg-record-list',
  imports: [DataTable, DetailTemplate, FormDialog, NgTemplateOutlet, PageHeader, RecordPage, RecordTemplate],
  template: `
    <yg-page-header [heading]="heading()" [note]="note()"><ng-content /></yg-page-header>
    <yg-data-table [config]="table()">
      <ng-template [ygDetail]="table()" let-row>
        <yg-record [noun]="'份' + table().noun">
          <ng-template [ygRecord]="row" let-one>
            <ng-container [ngTemplateOutlet]="shown().template" [ngTemplateOutletContext]="{ $implicit: one }" />
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed()" />
    }
  `,
})
export class RecordList<Id extends TableRoute> {
  readonly heading = input.required<string>();
  readonly note = input.required<string>();
  readonly table = input.required<TableConfig<Id>>();
  /** What is asked; null again once it is closed. */
  readonly dialog = model<FormConfig | null>(null);
  protected readonly shown = contentChild.required<RowTemplate<Id>>(RowTemplate);
  private readonly list = viewChild.required<DataTable<Id>>(DataTable);

  protected closed(): void {
    this.dialog.set(null);
    this.list().reload();
  }
}
