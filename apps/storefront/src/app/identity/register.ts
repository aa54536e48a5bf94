import { Component, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { ApiClient, Session } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { CartState } from '../orders/cart-state';
import { AuthFrameComponent } from './auth-frame';
import { newPassword } from './new-password';
import { safeReturn } from './safe-return';

@Component({
  selector: 'app-register',
  imports: [AuthFrameComponent, FieldComponent, FieldInputDirective, FormField, RouterLink],
  template: `
    <app-auth-frame heading="注册" lead="用手机号或邮箱注册，注册后即可下单。" [problem]="account.problem()">
      <form class="form-grid" novalidate (submit)="submit($event)">
        <yg-field label="手机号或邮箱">
          <input
            ygInput
            type="text"
            autocomplete="username"
            autocapitalize="off"
            data-testid="register-login"
            [formField]="account.fields.login"
          />
        </yg-field>
        <yg-field label="称呼" hint="显示在您的订单上">
          <input
            ygInput
            type="text"
            autocomplete="name"
            data-testid="register-name"
            [formField]="account.fields.name"
          />
        </yg-field>
        <yg-field label="密码" hint="至少 10 位，不要用常见密码">
          <input
            ygInput
            type="password"
            autocomplete="new-password"
            data-testid="register-password"
            [formField]="account.fields.password"
          />
        </yg-field>
        <yg-field label="再输一次密码">
          <input
            ygInput
            type="password"
            autocomplete="new-password"
            data-testid="register-again"
            [formField]="account.fields.again"
          />
        </yg-field>
        <button
          type="submit"
          class="yg-button yg-button--main yg-button--large"
          data-testid="register-submit"
          [disabled]="account.busy()"
        >
          {{ account.busy() ? '正在注册' : '注册并登录' }}
        </button>
      </form>
      <div class="links"><a routerLink="/login" queryParamsHandling="preserve">已有账号，去登录</a></div>
      <p class="muted small doors">
        卖农产品的合作社和企业、预算单位：<a routerLink="/join" fragment="supplier">供应商入驻</a>、<a
          routerLink="/join"
          fragment="unit"
          >单位注册</a
        >
      </p>
    </app-auth-frame>
  `,
  styleUrl: './auth-forms.scss',
})
export class RegisterPage {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly cart = inject(CartState);
  private readonly router = inject(Router);

  readonly return = input<string>();

  protected readonly account = contractForm('register', signal({ login: '', name: '', password: '', again: '' }), {
    body: ({ login, name, password }) => ({ login, name, password }),
    rules: newPassword,
    blames: { account_taken: 'login', weak_password: 'password' },
  });

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    await this.account.send(async (sent) => {
      const result = await this.api.call('register', sent);
      this.session.set(result.me);
      await this.cart.load();
      await this.router.navigateByUrl(safeReturn(this.return()), { replaceUrl: true });
    });
  }
}
