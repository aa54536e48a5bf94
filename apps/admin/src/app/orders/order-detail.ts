import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { OrderView } from '@yigou/contracts';
import {
  CARRIERS,
  DISPUTE_STATUSES,
  kilograms,
  ORDER_ORIGINS,
  ORDER_STATUSES,
  PARCEL_STATUSES,
  PAYMENT_CHANNELS,
  PAYMENT_STATUSES,
  receivingWords,
  REFUND_STATUSES,
  WEEKDAYS,
  weekdayOf,
  weightWords,
} from '@yigou/contracts/labels';
import { ApiClient, apiResource, apiUrl } from '@yigou/web-data';
import { EndRestComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Session } from '../identity/session';
import { dueTone, dueWords } from '../shared/deadlines';
import { formatMoney, formatTime } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { StatusTag } from '../shared/status-tag';
import { type HistoryStep, StepHistory } from '../shared/step-history';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../shared/record';
import { DISPUTE_TONES, ORDER_TONES, PARCEL_TONES, PAYMENT_TONES, REFUND_TONES } from '../shared/tones';
import { declineForm, freightForm, signForm } from './signing-forms';

/** One order in a drawer: what was bought, by whom, how it was paid, where its parcels are, and all that happened. */
@Component({
  selector: 'yg-order-detail',
  imports: [
    EndRestComponent,
    Fact,
    FactList,
    FormDialog,
    NzButtonComponent,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    RouterLink,
    StatusTag,
    StepHistory,
  ],
  templateUrl: './order-detail.html',
  styleUrl: './order-detail.css',
})
export class OrderDetail {
  readonly id = input.required<string>();
  readonly source = input.required<'getAdminOrder' | 'getSupplierOrder'>();
  /** The supplier asks to ship this order. */
  readonly ship = output<string>();
  /** Something of the order was changed here. */
  readonly changed = output();

  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly message = inject(NzMessageService);
  protected readonly order = apiResource(
    () => this.source(),
    () => ({ params: { id: this.id() } }),
  );
  /** The unit that the order which is shown was placed for; null: a private one, or none is there yet. */
  readonly unitName = computed(() => this.order.latest()?.unitName ?? null);
  protected readonly isSupplier = computed(() => this.source() === 'getSupplierOrder');
  protected readonly mayShip = computed(
    () => this.isSupplier() && this.session.may('shipOrder') && !!this.order.latest()?.can.ship,
  );
  protected readonly mayEndRest = computed(
    () => this.isSupplier() && this.session.may('endSupplierOrderRest') && !!this.order.latest()?.can.endRest,
  );
  protected readonly maySign = computed(
    () => this.isSupplier() && this.session.may('signOrder') && !!this.order.latest()?.can.sign,
  );
  protected readonly contractUrl = computed(() => apiUrl('supplierOrderContract', { id: this.id() }));
  protected readonly slipUrl = computed(() => apiUrl('packingSlip', { id: this.id() }));
  protected readonly receiving = receivingWords;
  protected readonly weekday = (day: string): string => WEEKDAYS[weekdayOf(day)];
  /** Paid and not over: something of it goes out, or went out. */
  protected readonly packable = ({ status }: OrderView): boolean =>
    ['to_ship', 'part_shipped', 'shipped', 'completed'].includes(status);
  /** The dispute that is not decided. */
  protected readonly contested = ({ disputes }: OrderView) => disputes.find(({ closedAt }) => closedAt === null);
  protected readonly forms = { freight: freightForm, sign: signForm, decline: declineForm };
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly due = (at: string): string => dueWords(at);
  protected readonly dueTone = (at: string) => dueTone(at);
  protected readonly ending = signal(false);
  protected readonly steps = computed<HistoryStep[]>(
    () =>
      this.order
        .latest()
        ?.steps.map(({ at, to, actor, note }) => ({ at, title: ORDER_STATUSES[to], who: actor, text: note ?? '' })) ??
      [],
  );

  protected readonly money = formatMoney;
  protected readonly kilograms = kilograms;
  protected readonly weightWords = weightWords;
  protected readonly time = formatTime;
  protected readonly words = {
    order: ORDER_STATUSES,
    parcel: PARCEL_STATUSES,
    payment: PAYMENT_STATUSES,
    refund: REFUND_STATUSES,
    dispute: DISPUTE_STATUSES,
    carrier: CARRIERS,
    channel: PAYMENT_CHANNELS,
    origin: ORDER_ORIGINS,
  };
  protected readonly tones = {
    order: ORDER_TONES,
    parcel: PARCEL_TONES,
    payment: PAYMENT_TONES,
    refund: REFUND_TONES,
    dispute: DISPUTE_TONES,
  };

  protected restEnded(order: OrderView): void {
    this.ending.set(false);
    this.order.set(order);
    this.message.success('未发部分已结束，退款原路退给买家。');
    this.changed.emit();
  }

  protected ask(form: (typeof this.forms)[keyof typeof this.forms], one: OrderView): void {
    this.dialog.set(
      form(this.api, one, (now) => {
        this.order.set(now);
        this.changed.emit();
      }),
    );
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    // After a refusal too: somebody may have been faster.
    if (!done) this.reload();
  }

  reload(): void {
    this.order.reload();
  }
}
