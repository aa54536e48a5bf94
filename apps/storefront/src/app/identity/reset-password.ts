import { Component, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { ApiClient, Session } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective, Toast } from '@yigou/web-ui';
import { AuthFrameComponent } from './auth-frame';
import { newPassword } from './new-password';

@Component({
  selector: 'app-reset-password',
  imports: [AuthFrameComponent, FieldComponent, FieldInputDirective, FormField, RouterLink],
  template: `
    @if (token()) {
      <app-auth-frame heading="重设密码" lead="重设后，其他设备上的登录都会失效。" [problem]="account.problem()">
        <form class="form-grid" novalidate (submit)="submit($event)">
          <yg-field label="新密码" hint="至少 10 位，不要用常见密码">
            <input ygInput type="password" autocomplete="new-password" [formField]="account.fields.password" />
          </yg-field>
          <yg-field label="再输一次新密码">
            <input ygInput type="password" autocomplete="new-password" [formField]="account.fields.again" />
          </yg-field>
          <button type="submit" class="yg-button yg-button--main yg-button--large" [disabled]="account.busy()">
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
  protected readonly account = contractForm('resetPassword', signal({ password: '', again: '' }), {
    guard: false,
    body: ({ password }) => ({ token: this.token() ?? '', password }),
    rules: newPassword,
    blames: { weak_password: 'password' },
  });

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    await this.account.send(async (sent) => {
      await this.api.call('resetPassword', sent);
      this.session.forget();
      this.toast.say('密码已重设，请用新密码登录');
      await this.router.navigateByUrl('/login');
    });
  }
}
