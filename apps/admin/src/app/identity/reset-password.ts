import { Component, inject, input, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { ApiClient, toApiError } from '@yigou/web-data';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Field, FieldControl } from '../shared/field';

@Component({
  selector: 'yg-reset-password',
  imports: [Field, FieldControl, FormsModule, NzAlertComponent, NzButtonComponent, NzInputDirective, RouterLink],
  template: `
    <main class="card">
      <div class="mark">益购 <small>管理后台</small></div>
      <h1>设置新密码</h1>
      @if (done()) {
        <nz-alert nzType="success" nzShowIcon nzMessage="密码已更新，其他设备上的登录已全部退出。" role="status" />
      } @else if (!token()) {
        <nz-alert nzType="error" nzShowIcon nzMessage="链接不完整，请从邮件中重新打开，或重新申请。" role="alert" />
      } @else {
        <p class="note">密码至少 10 位，不要使用常见密码或账号本身。</p>
        @if (error()) {
          <nz-alert nzType="error" nzShowIcon [nzMessage]="error()" role="alert" />
        }
        <form (ngSubmit)="save()" data-testid="reset-form" aria-label="设置新密码">
          <yg-field control="password" label="新密码">
            <input
              nz-input
              ygControl
              name="password"
              type="password"
              autocomplete="new-password"
              [(ngModel)]="password"
            />
          </yg-field>
          <button nz-button nzType="primary" nzBlock [nzLoading]="busy()">保存新密码</button>
        </form>
      }
      <p class="foot">
        <a routerLink="/login">返回登录</a>
        <a routerLink="/forgot-password">重新申请链接</a>
      </p>
    </main>
  `,
  styleUrl: './gate.css',
})
export class ResetPassword {
  private readonly api = inject(ApiClient);
  /** From the link in the mail. */
  readonly token = input<string>();
  protected readonly password = signal('');
  protected readonly busy = signal(false);
  protected readonly done = signal(false);
  protected readonly error = signal('');

  protected async save(): Promise<void> {
    this.busy.set(true);
    this.error.set('');
    try {
      await this.api.call('resetPassword', { body: { token: this.token() ?? '', password: this.password() } });
      this.done.set(true);
    } catch (error) {
      const refused = toApiError(error);
      this.error.set(refused.fields['password'] ?? refused.message);
    } finally {
      this.busy.set(false);
    }
  }
}
