import { Component, inject, input, signal } from '@angular/core';
import { form, FormField, maxLength, minLength, pattern, required, validate } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { ApiClient, Session } from '@yigou/web-data';
import { errorOf, FieldComponent, FieldInputDirective, guardForm, send } from '@yigou/web-ui';
import { CartState } from '../orders/cart-state';
import { AuthFrameComponent } from './auth-frame';
import { safeReturn } from './safe-return';

@Component({
  selector: 'app-register',
  imports: [AuthFrameComponent, FieldComponent, FieldInputDirective, FormField, RouterLink],
  template: `
    <app-auth-frame heading="注册" lead="用手机号或邮箱注册，注册后即可下单。" [problem]="problem()">
      <form class="form-grid" novalidate (submit)="submit($event)">
        <yg-field label="手机号或邮箱" [error]="errorOf(account.login())">
          <input
            ygInput
            type="text"
            autocomplete="username"
            autocapitalize="off"
            data-testid="register-login"
            [formField]="account.login"
          />
        </yg-field>
        <yg-field label="称呼" hint="显示在您的订单上" [error]="errorOf(account.name())">
          <input ygInput type="text" autocomplete="name" data-testid="register-name" [formField]="account.name" />
        </yg-field>
        <yg-field label="密码" hint="至少 10 位，不要用常见密码" [error]="errorOf(account.password())">
          <input
            ygInput
            type="password"
            autocomplete="new-password"
            data-testid="register-password"
            [formField]="account.password"
          />
        </yg-field>
        <yg-field label="再输一次密码" [error]="errorOf(account.again())">
          <input
            ygInput
            type="password"
            autocomplete="new-password"
            data-testid="register-again"
            [formField]="account.again"
          />
        </yg-field>
        <button
          type="submit"
          class="yg-button yg-button--main yg-button--large"
          data-testid="register-submit"
          [disabled]="account().submitting()"
        >
          {{ account().submitting() ? '正在注册' : '注册并登录' }}
        </button>
      </form>
      <div class="links"><a routerLink="/login" queryParamsHandling="preserve">已有账号，去登录</a></div>
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

  protected readonly problem = signal('');
  protected readonly account = form(signal({ login: '', name: '', password: '', again: '' }), (path) => {
    required(path.login, { message: '请填写手机号或邮箱' });
    pattern(path.login, /^\s*(1[3-9]\d{9}|[^\s@]+@[^\s@]+\.[^\s@]+)\s*$/, {
      message: '请填写 11 位手机号或完整的邮箱',
    });
    required(path.name, { message: '请填写称呼' });
    maxLength(path.name, 50, { message: '最多 50 个字' });
    required(path.password, { message: '请填写密码' });
    minLength(path.password, 10, { message: '密码至少 10 位' });
    validate(path.again, ({ value, valueOf }) =>
      value() === valueOf(path.password) ? undefined : { kind: 'mismatch', message: '两次输入的密码不一样' },
    );
  });
  protected readonly errorOf = errorOf;

  constructor() {
    guardForm(this.account);
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    await send(this.account, this.problem, async () => {
      const { login, name, password } = this.account().value();
      const result = await this.api.call('register', { body: { login: login.trim(), name: name.trim(), password } });
      this.session.set(result.me);
      await this.cart.load();
      await this.router.navigateByUrl(safeReturn(this.return()), { replaceUrl: true });
    });
  }
}
