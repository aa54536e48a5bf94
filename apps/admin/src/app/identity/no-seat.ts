import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { RegisterUnit } from '../procurement/agency/register-unit';
import { RegisterSupplier } from '../suppliers/supplier/register-supplier';
import { Session } from './session';

/** Who is signed in without a seat: registers an organisation, or came to the wrong door. */
@Component({
  selector: 'yg-no-seat',
  imports: [NzButtonComponent, RegisterSupplier, RegisterUnit, RouterLink],
  template: `
    <main class="card" [class.wide]="registering() !== null">
      <div class="mark">益购 <small>管理后台</small></div>
      @if (registering() === 'unit') {
        <h1>登记预算单位</h1>
        <p class="note">机关、学校、医院等使用财政预算资金的单位。登记后由您担任管理人员，可以邀请同事。</p>
        <yg-register-unit />
        <p class="foot"><button nz-button nzType="link" type="button" (click)="registering.set(null)">返回</button></p>
      } @else if (registering() === 'supplier') {
        <h1>登记带贫主体</h1>
        <p class="note">先登记单位，再填写资料、上传证照。县里推荐、平台同意后就可以申请产品认定。</p>
        <yg-register-supplier />
        <p class="foot"><button nz-button nzType="link" type="button" (click)="registering.set(null)">返回</button></p>
      } @else {
        <h1>{{ seated() ? '登记另一个单位' : '此账号没有后台工作' }}</h1>
        <p class="note">
          @if (!seated()) {
            账号“{{ session.user()?.name }}”还不属于任何单位。
          }
          买东西请到<a [attr.href]="shop()" data-testid="to-shop">益购商城</a
          >，用同一个账号登录；要卖农产品或填报预留份额，请先登记单位。
        </p>
        <div class="ways">
          <button
            nz-button
            nzType="primary"
            nzBlock
            type="button"
            (click)="registering.set('supplier')"
            data-testid="register-open"
          >
            我有农产品要卖，登记单位
          </button>
          <p class="note">合作社、企业、扶贫车间、家庭农场、村集体都可以登记，不收费。</p>
          <button nz-button nzBlock type="button" (click)="registering.set('unit')" data-testid="register-unit-open">
            我们是预算单位，登记后填报预留份额
          </button>
          <p class="note">机关、事业单位、学校、医院等，每年填报预留份额。</p>
          <button nz-button nzBlock type="button" (click)="leave()">换一个账号</button>
        </div>
        <p class="note last">
          单位已经登记过的，请它的负责人邀请您，不用再登记；收到邀请后在<a routerLink="/account">“我的账号”</a>中接受。
        </p>
      }
    </main>
  `,
  styleUrl: './gate.css',
  styles: `
    .wide {
      max-width: 520px;
    }
    .ways {
      display: grid;
      gap: 8px;
    }
    .ways .note {
      margin-bottom: 8px;
    }
    .last {
      margin: 20px 0 0;
    }
  `,
})
export class NoSeat {
  protected readonly session = inject(Session);
  private readonly router = inject(Router);
  /** What to register, from the address. */
  readonly as = input<string>();
  private readonly sites = apiResource('sites');
  /** Until the address is known the link leads nowhere else. */
  protected readonly shop = computed(() => this.sites.latest()?.storefront ?? null);
  protected readonly seated = computed(() => this.session.seats().length > 0);
  protected readonly registering = linkedSignal<'supplier' | 'unit' | null>(() => {
    const as = this.as();
    return as === 'supplier' || as === 'unit' ? as : null;
  });

  protected async leave(): Promise<void> {
    await this.session.logout();
    await this.router.navigateByUrl('/login');
  }
}
