import { Component, inject, input, signal } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { ApiClient, Session } from '@yigou/web-data';
import { errorOf, FieldComponent, FieldInputDirective, send, Toast } from '@yigou/web-ui';
import { AuthFrameComponent } from './auth-frame';
import { newPassword } from './new-password';

@Component({
  selector: 'app-reset-password',
  imports: [AuthFrameComponent, FieldComponent, FieldInputDirective, FormField, RouterLink],
  template: `
    @if (token()) {
      <app-auth-frame heading="重设密码" lead="重设后，其他设备上的登录都会失效。" [problem]="problem()">
        <form class="form-grid" novalidate (submit)="submit($event)">
          <yg-field label="新密码" hint="至少 10 位，不要用常见密码" [error]="errorOf(account.password())">
            <input ygInput type="password" autocomplete="new-password" [formField]="account.password" />
          </yg-field>
          <yg-field label="再输一次新密码" [error]="errorOf(account.again())">
            <input ygInput type="password" autocomplete="new-password" [formField]="account.again" />
          </yg-field>
          <button type="submit" class="yg-button yg-button--main yg-button--large" [disabled]="account().submitting()">
            设为新密码
          </button>
        </form>
        <div class="links"><a routerLink="/forgot-password">重新获取链接</a></div>
      </app-auth-frame>
    } @else {
      <app-auth-frame heading="链接不完整" lead="请从收到的消息里完整打开重设密码的链接，或重新获取一个。">
        <a class="yg-button yg-button--main" routerLink="/forgot-password">重新获取链接</a>
      </app-auth-frame>
    }
  `,
  styleUrl: './auth-forms.scss',
})
export class ResetPasswordPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly toast = inject(Toast);

  /** From the mailed link. */
  readonly token = input<string>();
  protected readonly problem = signal('');
  protected readonly account = form(signal({ password: '', again: '' }), newPassword);
  protected readonly errorOf = errorOf;

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    await send(this.account, this.problem, async () => {
      const body = { token: this.token() ?? '', password: this.account().value().password };
      await this.api.call('resetPassword', { body });
      this.session.forget();
      this.toast.say('密码已重设，请用新密码登录');
      await this.router.navigateByUrl('/login');
    });
  }
}
