import { Component, inject, signal } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { Confirm, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Session } from '../../identity/session';
import { formatMoney } from '../../shared/format';

/** The unit's code for its staff (R8), how many bound their account, and what they bought in all: no more is known of them. Its manager makes and ends the code. */
@Component({
  selector: 'yg-staff-panel',
  imports: [Fact, FactList, NzButtonComponent],
  template: `
    @if (staff.latest(); as one) {
      <section class="panel" aria-labelledby="staff-panel" data-testid="staff-panel">
        <h2 id="staff-panel">职工个人采购</h2>
        <p class="muted">
          职工在商城“我的账号”输入绑定码后，自己下单、已付款收货的也计入本单位。单位只看到人数和合计，看不到谁买了什么。
        </p>
        <yg-facts layout="figures">
          @if (session.may('renewStaffCode')) {
            <ng-template ygFact="绑定码">
              <b data-testid="staff-code">{{ one.code ?? '还没有' }}</b>
            </ng-template>
          }
          <ng-template ygFact="已绑定">{{ one.bound }} 人</ng-template>
          <ng-template ygFact="今年采购">{{ money(one.boughtFen) }}</ng-template>
          <ng-template ygFact="其中计入份额">{{ money(one.countedFen) }}</ng-template>
        </yg-facts>
        @if (session.may('renewStaffCode')) {
          <p class="actions">
            <button nz-button type="button" [disabled]="busy()" (click)="renew(one.code)" data-testid="staff-renew">
              {{ one.code ? '换一个绑定码' : '生成绑定码' }}
            </button>
            @if (one.code) {
              <button nz-button type="button" [disabled]="busy()" (click)="close()" data-testid="staff-close">
                停用
              </button>
            }
          </p>
        }
      </section>
    }
  `,
  styles: `
    .panel {
      display: block;
      margin-block-end: 16px;
    }
    h2 {
      margin: 0 0 8px;
      font-size: 16px;
      line-height: 24px;
    }
    .actions {
      display: flex;
      gap: 8px;
      margin-block: 8px 0;
    }
  `,
})
export class StaffPanel {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  protected readonly staff = apiResource('getStaff');
  protected readonly busy = signal(false);
  protected readonly money = formatMoney;

  protected async renew(code: string | null): Promise<void> {
    const sure =
      code === null ||
      (await this.confirm.ask({
        heading: '换一个绑定码',
        text: '原来的绑定码马上失效；已经绑定的职工不受影响。',
        action: '换一个',
      }));
    if (sure) await this.act(() => this.api.call('renewStaffCode'));
  }

  protected async close(): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '停用绑定码',
      text: '停用后不能再绑定本单位；已经绑定的职工不受影响。',
      action: '停用',
    });
    if (sure) await this.act(() => this.api.call('closeStaffCode'));
  }

  private async act(call: () => Promise<RouteResponse<'getStaff'>>): Promise<void> {
    this.busy.set(true);
    try {
      this.staff.set(await call());
    } catch (error) {
      this.message.error(toApiError(error).message);
    }
    this.busy.set(false);
  }
}
