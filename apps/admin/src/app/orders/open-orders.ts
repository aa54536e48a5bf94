import { Component, computed, input, linkedSignal } from '@angular/core';
import { OPEN_ORDER_FATES, ORDER_STATUSES } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { formatMoney } from '../shared/format';
import { LoadError } from '../shared/load-error';

const SHOWN = 8;

/** What a supplier has open and what becomes of each order, before it is decided whether it leaves; a page at a time, the earliest first. */
@Component({
  selector: 'yg-open-orders',
  imports: [LoadError, NzButtonComponent, NzSkeletonComponent],
  template: `
    <section aria-label="没有办完的订单" data-testid="open-orders">
      @let found = list();
      @if (found.failure(); as error) {
        <yg-load-error [error]="error" (retry)="found.reload()" />
      } @else if (found.latest(); as page) {
        @if (page.total === 0) {
          <p class="muted">没有未办完的订单。</p>
        } @else {
          <p>
            没有办完的订单 <b>{{ page.total }}</b> 笔；限期发货的，须在决定生效后 {{ page.shipWithinDays }} 天内发出。
          </p>
          <ul>
            @for (order of page.items; track order.id) {
              <li>
                <span class="number">{{ order.number }}</span>
                <span>{{ statuses[order.status] }}</span>
                <span class="money">{{ money(order.totalFen) }}</span>
                <span class="muted">{{ fates[order.fate] }}</span>
              </li>
            }
          </ul>
          @if (before().length > 0 || page.nextCursor) {
            <p class="pages">
              <button nz-button type="button" [disabled]="before().length === 0" (click)="back()">上一页</button>
              <button nz-button type="button" [disabled]="!page.nextCursor" (click)="go(page.nextCursor)">
                下一页
              </button>
            </p>
          }
        }
      } @else {
        <nz-skeleton nzActive [nzTitle]="false" [nzParagraph]="{ rows: 3 }" />
      }
    </section>
  `,
  styles: `
    section {
      margin-bottom: 16px;
    }
    ul {
      margin: 8px 0;
      padding: 0;
      border-top: 1px solid var(--color-line);
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 16px;
      padding: 8px 0;
      border-bottom: 1px solid var(--color-line);
    }
    .pages {
      display: flex;
      gap: 8px;
    }
  `,
})
export class OpenOrders {
  /** Null: the supplier of one's own seat. */
  readonly supplierId = input.required<string | null>();

  protected readonly statuses = ORDER_STATUSES;
  protected readonly fates = OPEN_ORDER_FATES;
  protected readonly money = formatMoney;
  /** Where the pages before this one begin, and then this one. */
  private readonly cursors = linkedSignal<string | null, readonly string[]>({
    source: this.supplierId,
    computation: () => [],
  });
  protected readonly before = computed(() => this.cursors());
  private readonly query = computed(() => ({ limit: SHOWN, cursor: this.cursors().at(-1) }));
  private readonly another = apiResource('listOpenOrders', () => {
    const id = this.supplierId();
    return id === null ? undefined : { params: { id }, query: this.query() };
  });
  private readonly own = apiResource('listOwnOpenOrders', () =>
    this.supplierId() === null ? { query: this.query() } : undefined,
  );
  protected readonly list = computed(() => (this.supplierId() === null ? this.own : this.another));

  protected go(cursor: string | null): void {
    if (cursor) this.cursors.update((known) => [...known, cursor]);
  }

  protected back(): void {
    this.cursors.update((known) => known.slice(0, -1));
  }
}
