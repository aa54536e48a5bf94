import { Component, inject, input, signal } from '@angular/core';
import { form, FormField, pattern, required } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import type { LoginResult } from '@yigou/contracts';
import { ApiClient, Session } from '@yigou/web-data';
import { errorOf, FieldComponent, FieldInputDirective, send } from '@yigou/web-ui';
import { CartState } from '../orders/cart-state';
import { AuthFrameComponent } from './auth-frame';
import { safeReturn } from './safe-return';

@Component({
  selector: 'app-login',
  imports: [AuthFrameComponent, FieldComponent, FieldInputDirective, FormField, RouterLink],
  templateUrl: './login.html',
  styleUrl: './auth-forms.scss',
})
export class LoginPage {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly cart = inject(CartState);
  private readonly router = inject(Router);

  /** Where to go afterwards, from the address. */
  readonly return = input<string>();

  protected readonly problem = signal('');
  protected readonly challenge = signal<string | null>(null);
  protected readonly login = form(signal({ login: '', password: '' }), (path) => {
    required(path.login, { message: '请填写手机号或邮箱' });
    required(path.password, { message: '请填写密码' });
  });
  protected readonly factor = form(signal({ code: '' }), (path) => {
    required(path.code, { message: '请填写动态验证码' });
    pattern(path.code, /^\s*\d{6}\s*$/, { message: '动态验证码是 6 位数字' });
  });
  protected readonly errorOf = errorOf;

  protected async submitLogin(event: Event): Promise<void> {
    event.preventDefault();
    await send(this.login, this.problem, async () => {
      const { login, password } = this.login().value();
      await this.proceed(await this.api.call('login', { body: { login: login.trim(), password } }));
    });
  }

  protected async submitFactor(event: Event): Promise<void> {
    event.preventDefault();
    await send(this.factor, this.problem, async () => {
      const body = { challenge: this.challenge() ?? '', code: this.factor().value().code.trim() };
      await this.proceed(await this.api.call('loginSecondFactor', { body }));
    });
  }

  protected startOver(): void {
    this.challenge.set(null);
    this.problem.set('');
    this.factor().reset({ code: '' });
  }

  private async proceed(result: LoginResult): Promise<void> {
    if (result.challenge) {
      this.challenge.set(result.challenge);
      return;
    }
    this.session.set(result.me);
    await this.cart.load();
    await this.router.navigateByUrl(safeReturn(this.return()), { replaceUrl: true });
  }
}
