import { Component, input, model, output, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { StockDialog } from '../../inventory/stock-dialog';
import { formatCount, formatMoney } from '../../shared/format';
import { NEW_SKU, type SkuDraft, type SupplierProduct, unitPriceFen } from './product-draft';

type StoredSku = SupplierProduct['skus'][number];

/** The SKUs of a product as an editable table, with the price of 500 g beside each price as it is typed. */
@Component({
  selector: 'yg-sku-table',
  imports: [FormsModule, NzButtonComponent, NzIconDirective, NzInputDirective, StockDialog],
  templateUrl: './sku-table.html',
  styleUrl: './sku-table.css',
})
export class SkuTable {
  readonly skus = model.required<readonly SkuDraft[]>();
  readonly stored = input.required<readonly StoredSku[]>();
  readonly errors = input.required<Readonly<Record<string, string>>>();
  readonly writable = input(true);
  /** Stock was adjusted on the server. */
  readonly stockMoved = output();

  protected readonly count = formatCount;
  protected readonly adjusting = signal<StoredSku | null>(null);
  protected readonly columns = [
    { key: 'name', title: '规格', field: 'name', mode: 'text', width: '22%' },
    { key: 'grams', title: '净含量（克）', field: 'netWeightGrams', mode: 'numeric', width: '12%' },
    { key: 'priceYuan', title: '价格（元）', field: 'priceFen', mode: 'decimal', width: '12%' },
    { key: 'marketYuan', title: '市场价（元）', field: 'marketPriceFen', mode: 'decimal', width: '12%' },
  ] as const;

  protected patch(index: number, change: Partial<SkuDraft>): void {
    this.skus.update((skus) => skus.map((sku, i) => (i === index ? { ...sku, ...change } : sku)));
  }

  protected type(index: number, key: 'name' | 'grams' | 'priceYuan' | 'marketYuan', text: string): void {
    this.patch(index, { [key]: text });
  }

  protected add(): void {
    this.skus.update((skus) => [...skus, NEW_SKU]);
  }

  protected remove(index: number): void {
    this.skus.update((skus) => skus.filter((_, i) => i !== index));
  }

  protected stockOf(sku: SkuDraft): StoredSku | undefined {
    return this.stored().find((stored) => stored.id === sku.id);
  }

  protected unitPrice(sku: SkuDraft): string {
    const fen = unitPriceFen(sku);
    return fen === null ? '—' : formatMoney(fen);
  }

  protected stockDone(changed: boolean): void {
    this.adjusting.set(null);
    if (changed) this.stockMoved.emit();
  }
}
