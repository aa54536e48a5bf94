import { Component, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { ApiClient } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';

@Component({
  selector: 'yg-forgot-password',
  imports: [
    FieldComponent,
    FieldInputDirective,
    FormField,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    RouterLink,
  ],
  template: `
    <main class="card">
      <div class="mark">益购 <small>管理后台</small></div>
      <h1>找回密码</h1>
      @if (sent()) {
        <nz-alert
          nzType="success"
          nzShowIcon
          role="status"
          nzMessage="如果该账号存在，重置链接已发出，请查收邮件。"
          nzDescription="链接只能使用一次。没有收到时，请检查账号是否正确后再申请。"
        />
      } @else {
        <p class="note">我们会向您的账号发送重置密码的链接。</p>
        @if (form.problem(); as problem) {
          <nz-alert nzType="error" nzShowIcon [nzMessage]="problem" role="alert" />
        }
        <form novalidate (submit)="$event.preventDefault(); send()" data-testid="forgot-form" aria-label="找回密码">
          <yg-field label="手机号或邮箱">
            <input nz-input ygInput autocomplete="username" [formField]="form.fields.login" />
          </yg-field>
          <button nz-button nzType="primary" nzBlock [nzLoading]="form.busy()" data-testid="forgot-submit">
            发送重置链接
          </button>
        </form>
      }
      <p class="foot"><a routerLink="/login">返回登录</a></p>
    </main>
  `,
  styleUrl: './gate.css',
})
export class ForgotPassword {
  private readonly api = inject(ApiClient);
  protected readonly sent = signal(false);
  protected readonly form = contractForm('requestPasswordReset', signal({ login: '' }), { guard: false });

  protected async send(): Promise<void> {
    this.sent.set(await this.form.send((sent) => this.api.call('requestPasswordReset', sent)));
  }
}
