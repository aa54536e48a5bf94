import { Component, inject, signal } from '@angular/core';
import { form, FormField, pattern, required } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { ApiClient } from '@yigou/web-data';
import { errorOf, FieldComponent, FieldInputDirective, send } from '@yigou/web-ui';
import { AuthFrameComponent } from './auth-frame';

@Component({
  selector: 'app-forgot-password',
  imports: [AuthFrameComponent, FieldComponent, FieldInputDirective, FormField, RouterLink],
  template: `
    @if (!sent()) {
      <app-auth-frame heading="找回密码" lead="我们会把重设密码的链接发给您。" [problem]="problem()">
        <form class="form-grid" novalidate (submit)="submit($event)">
          <yg-field label="注册时的手机号或邮箱" [error]="errorOf(account.login())">
            <input ygInput type="text" autocomplete="username" autocapitalize="off" [formField]="account.login" />
          </yg-field>
          <button type="submit" class="yg-button yg-button--main yg-button--large" [disabled]="account().submitting()">
            发送重设链接
          </button>
        </form>
        <div class="links"><a routerLink="/login">想起来了，去登录</a></div>
      </app-auth-frame>
    } @else {
      <app-auth-frame
        heading="请查收"
        lead="如果这个账号已注册，重设密码的链接已经发出，短时间内有效。没有收到时，请看看垃圾邮件，或稍后再试。"
      >
        <a class="yg-button" routerLink="/login">回到登录</a>
      </app-auth-frame>
    }
  `,
  styleUrl: './auth-forms.scss',
})
export class ForgotPasswordPage {
  private readonly api = inject(ApiClient);
  protected readonly problem = signal('');
  protected readonly sent = signal(false);
  protected readonly account = form(signal({ login: '' }), (path) => {
    required(path.login, { message: '请填写手机号或邮箱' });
    pattern(path.login, /^\s*(1[3-9]\d{9}|[^\s@]+@[^\s@]+\.[^\s@]+)\s*$/, {
      message: '请填写 11 位手机号或完整的邮箱',
    });
  });
  protected readonly errorOf = errorOf;

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    await send(this.account, this.problem, async () => {
      await this.api.call('requestPasswordReset', { body: { login: this.account().value().login.trim() } });
      this.sent.set(true);
    });
  }
}
