import { Component, computed, inject, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { contractForm, errorOf, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { formatMoney } from '../../shared/format';
import { LoadError } from '../../shared/load-error';
import { YuanInput } from '../../shared/typed-inputs/typed-inputs';

type Upload = RouteResponse<'uploadInvoiceFile'>;
type Order = RouteResponse<'listInvoiceableOrders'>['items'][number];
interface Part {
  readonly orderId: string;
  readonly number: string;
  readonly amountFen: number | null;
}

/** Records an invoice: the original first, which fills in what can be read of it, then the orders of one unit that it is for. */
@Component({
  selector: 'yg-invoice-form',
  imports: [
    FieldComponent,
    FieldInputDirective,
    FormField,
    LoadError,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    YuanInput,
  ],
  templateUrl: './invoice-form.html',
  styleUrl: './invoice-form.css',
})
export class InvoiceForm {
  readonly done = output();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly money = formatMoney;
  protected readonly errorOf = errorOf;
  protected readonly orders = apiResource('listInvoiceableOrders', () => ({ query: { limit: 100 } }));
  protected readonly upload = signal<Upload | null>(null);
  protected readonly uploading = signal(false);
  protected readonly failure = signal('');
  private readonly filled = signal({
    code: '',
    number: '',
    issuedOn: '',
    amountFen: null as number | null,
    fileId: null as string | null,
    orders: [] as readonly Part[],
  });
  protected readonly form = contractForm('recordInvoice', this.filled, {
    body: ({ orders, ...said }) => ({
      ...said,
      orders: orders.map(({ orderId, amountFen }) => ({ orderId, amountFen })),
    }),
  });
  /** Whose orders may still be added: an invoice has one buyer. */
  protected readonly unitId = computed(() => {
    const [first] = this.filled().orders;
    return first ? this.orderOf(first.orderId)?.unit.id : undefined;
  });
  protected readonly picked = computed(() => new Set(this.filled().orders.map(({ orderId }) => orderId)));

  protected pick(event: Event): void {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = '';
    if (file) void this.take(file);
  }

  protected toggle(order: Order, on: boolean): void {
    this.filled.update((said) => {
      const others = said.orders.filter(({ orderId }) => orderId !== order.id);
      const part = { orderId: order.id, number: order.number, amountFen: order.openFen };
      return { ...said, orders: on ? [...others, part] : others };
    });
  }

  protected async save(): Promise<void> {
    await this.form.send(async (sent) => {
      await this.api.call('recordInvoice', sent);
      this.message.success('发票已登记，采购单位可以下载和核收。');
      this.done.emit();
    });
  }

  private orderOf(id: string): Order | undefined {
    return this.orders.latest()?.items.find((order) => order.id === id);
  }

  private async take(file: File): Promise<void> {
    this.failure.set('');
    this.uploading.set(true);
    try {
      const upload = await this.api.call('uploadInvoiceFile', { upload: file });
      this.upload.set(upload);
      this.filled.update((said) => ({
        ...said,
        fileId: upload.file.id,
        ...(upload.read && {
          code: '',
          number: upload.read.number ?? said.number,
          issuedOn: upload.read.issuedOn ?? said.issuedOn,
          amountFen: upload.read.amountFen ?? said.amountFen,
        }),
      }));
    } catch (error) {
      this.failure.set(toApiError(error).message);
    } finally {
      this.uploading.set(false);
    }
  }
}
