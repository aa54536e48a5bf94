import { Component, input, output, signal } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { errorOf, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { StockDialog } from '../../inventory/stock-dialog';
import { formatCount, formatMoney } from '../../shared/format';
import { CountInput, YuanInput } from '../../shared/typed-inputs/typed-inputs';
import { BulkDialog } from './bulk-dialog';
import { NEW_SKU, type SkuForm, type SupplierProduct, unitPriceFen } from './product-form';

type StoredSku = SupplierProduct['skus'][number];

/** The SKUs of a product as an editable table, with the price of 500 g beside each price as it is typed. */
@Component({
  selector: 'yg-sku-table',
  imports: [
    BulkDialog,
    CountInput,
    FieldComponent,
    FieldInputDirective,
    FormField,
    NzButtonComponent,
    NzIconDirective,
    NzInputDirective,
    StockDialog,
    YuanInput,
  ],
  templateUrl: './sku-table.html',
  styleUrl: './sku-table.css',
})
export class SkuTable {
  readonly skus = input.required<FieldTree<readonly SkuForm[]>>();
  readonly stored = input.required<readonly StoredSku[]>();
  readonly writable = input(true);
  /** Stock or terms for units were changed on the server. */
  readonly stockMoved = output();

  protected readonly count = formatCount;
  protected readonly errorOf = errorOf;
  protected readonly adjusting = signal<StoredSku | null>(null);
  protected readonly offering = signal<StoredSku | null>(null);

  protected add(): void {
    const skus = this.skus()();
    skus.value.update((rows) => [...rows, { ...NEW_SKU }]);
    skus.markAsDirty();
  }

  protected remove(index: number): void {
    const skus = this.skus()();
    skus.value.update((rows) => rows.filter((_, i) => i !== index));
    skus.markAsDirty();
  }

  protected stockOf(sku: SkuForm): StoredSku | undefined {
    return this.stored().find((stored) => stored.id === sku.id);
  }

  protected unitPrice(sku: SkuForm): string {
    const fen = unitPriceFen(sku);
    return fen === null ? '—' : formatMoney(fen);
  }

  protected stockDone(changed: boolean): void {
    this.adjusting.set(null);
    this.offering.set(null);
    if (changed) this.stockMoved.emit();
  }
}
