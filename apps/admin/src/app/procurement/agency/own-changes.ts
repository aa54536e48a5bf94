import { Component, computed, inject, input, signal } from '@angular/core';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { Confirm } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Session } from '../../identity/session';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { UnitChangeFacts } from '../unit-change-facts';
import { reportChangeForm } from '../unit-change-forms';

/** What the own unit reported of itself last, and the next report (R12). */
@Component({
  selector: 'yg-own-changes',
  imports: [FormDialog, NzButtonComponent, UnitChangeFacts],
  template: `
    @if (last(); as change) {
      <section class="last" aria-label="单位变动报告" data-testid="own-unit-change">
        <h3>单位变动报告</h3>
        <yg-unit-change-facts [change]="change" />
        @if (change.status === 'waiting' && session.may('withdrawUnitChange')) {
          <button
            nz-button
            type="button"
            [nzLoading]="busy()"
            (click)="withdraw(change.id)"
            data-testid="unit-change-withdraw"
          >
            撤回报告
          </button>
        }
      </section>
    }
    @if (reports()) {
      <button nz-button type="button" (click)="report()" data-testid="unit-change-report">报告更名或撤并</button>
    }
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed()" />
    }
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: 12px;
    }
    .last {
      width: 100%;
    }
    h3 {
      margin: 0 0 8px;
      font-size: 16px;
    }
  `,
})
export class OwnChanges {
  readonly unit = input.required<{ readonly name: string; readonly endsOn: string | null }>();

  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  protected readonly busy = signal(false);
  protected readonly dialog = signal<FormConfig | null>(null);
  private readonly own = apiResource('listOwnUnitChanges', () => ({ query: { limit: 1 } }));
  protected readonly last = computed(() => this.own.latest()?.items[0] ?? null);
  protected readonly reports = computed(
    () =>
      this.session.may('reportUnitChange') &&
      this.unit().endsOn === null &&
      this.own.latest() !== undefined &&
      this.last()?.status !== 'waiting',
  );

  protected report(): void {
    this.dialog.set(reportChangeForm(this.api, this.unit()));
  }

  protected closed(): void {
    this.dialog.set(null);
    this.own.reload();
  }

  protected async withdraw(id: string): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '撤回这份报告？',
      text: '撤回后一切照旧，可以重新报告。',
      action: '撤回',
      keep: '取消',
    });
    if (!sure) return;
    this.busy.set(true);
    try {
      await this.api.call('withdrawUnitChange', { params: { id } });
      this.message.success('已撤回。');
    } catch (error) {
      this.message.error(toApiError(error).message);
    } finally {
      this.busy.set(false);
      this.own.reload();
    }
  }
}
