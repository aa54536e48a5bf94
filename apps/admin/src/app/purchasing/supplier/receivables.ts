import { Component, computed, inject, signal } from '@angular/core';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, text } from '../../shared/data-table/table';
import { PageHeader } from '../../shared/page-header';
import { agesWords, DEBT_FILTER, debtColumns } from '../debt-columns';

/** What is due to the supplier and from whom, and whether it lets units pay after acceptance. */
@Component({
  selector: 'yg-receivables',
  imports: [DataTable, NzButtonComponent, PageHeader],
  template: `
    <yg-page-header heading="应收账款" note="先货后款、单位已经验收的订单，按付款期限排列。逾期的由平台提醒单位付款。">
      @if (terms.latest(); as now) {
        <span class="muted" role="status" data-testid="selling-terms">{{
          now.onAcceptance ? '接受单位先货后款' : '不接受单位先货后款'
        }}</span>
        @if (session.may('setSellingTerms')) {
          <button
            nz-button
            type="button"
            [nzLoading]="busy()"
            (click)="grant(!now.onAcceptance)"
            data-testid="grant-on-acceptance"
          >
            {{ now.onAcceptance ? '停止接受先货后款' : '接受先货后款' }}
          </button>
        }
      }
    </yg-page-header>
    @if (words(); as sums) {
      <p class="muted" data-testid="receivable-ages">{{ sums }}</p>
    }
    <yg-data-table [config]="table" />
  `,
})
export class Receivables {
  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  protected readonly terms = apiResource('getSellingTerms');
  private readonly all = apiResource('listReceivables', () => ({ query: { limit: 1 } }));
  protected readonly words = computed(() => agesWords(this.all.latest()?.ages ?? []));
  protected readonly busy = signal(false);
  protected readonly table = defineTable({
    route: 'listReceivables',
    noun: '订单',
    testId: 'receivable',
    empty: '没有单位验收后待付款的订单。',
    filters: [DEBT_FILTER],
    columns: debtColumns({ key: 'unit', title: '付款单位', cell: ({ unitName }) => text(unitName) }),
  });

  protected async grant(onAcceptance: boolean): Promise<void> {
    this.busy.set(true);
    try {
      this.terms.set(await this.api.call('setSellingTerms', { body: { onAcceptance } }));
      this.message.success(onAcceptance ? '已接受先货后款，新订单开始适用。' : '新订单不再接受先货后款。');
    } catch (error) {
      this.message.error(toApiError(error).message);
      this.terms.reload();
    } finally {
      this.busy.set(false);
    }
  }
}
