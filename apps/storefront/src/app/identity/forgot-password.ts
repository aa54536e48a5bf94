import { Component, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { ApiClient } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { AuthFrameComponent } from './auth-frame';

@Component({
  selector: 'app-forgot-password',
  imports: [AuthFrameComponent, FieldComponent, FieldInputDirective, FormField, RouterLink],
  template: `
    @if (!sent()) {
      <app-auth-frame heading="找回密码" lead="我们会把重设密码的链接发给您。" [problem]="account.problem()">
        <form class="form-grid" novalidate (submit)="submit($event)">
          <yg-field label="注册时的手机号或邮箱">
            <input
              ygInput
              type="text"
              autocomplete="username"
              autocapitalize="off"
              [formField]="account.fields.login"
            />
          </yg-field>
          <button type="submit" class="yg-button yg-button--main yg-button--large" [disabled]="account.busy()">
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
  protected readonly sent = signal(false);
  protected readonly account = contractForm('requestPasswordReset', signal({ login: '' }), { guard: false });

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.sent.set(await this.account.send((sent) => this.api.call('requestPasswordReset', sent)));
  }
}
