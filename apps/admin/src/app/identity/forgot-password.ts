import { Component, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { ApiClient, toApiError } from '@yigou/web-data';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Field, FieldControl } from '../shared/field';

@Component({
  selector: 'yg-forgot-password',
  imports: [Field, FieldControl, FormsModule, NzAlertComponent, NzButtonComponent, NzInputDirective, RouterLink],
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
        @if (error()) {
          <nz-alert nzType="error" nzShowIcon [nzMessage]="error()" role="alert" />
        }
        <form (ngSubmit)="send()" data-testid="forgot-form" aria-label="找回密码">
          <yg-field control="login" label="手机号或邮箱">
            <input nz-input ygControl name="login" autocomplete="username" [(ngModel)]="login" />
          </yg-field>
          <button nz-button nzType="primary" nzBlock [nzLoading]="busy()" data-testid="forgot-submit">
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
  protected readonly login = signal('');
  protected readonly busy = signal(false);
  protected readonly sent = signal(false);
  protected readonly error = signal('');

  protected async send(): Promise<void> {
    this.busy.set(true);
    this.error.set('');
    try {
      await this.api.call('requestPasswordReset', { body: { login: this.login().trim() } });
      this.sent.set(true);
    } catch (error) {
      const refused = toApiError(error);
      this.error.set(refused.fields['login'] ?? refused.message);
    } finally {
      this.busy.set(false);
    }
  }
}
