import { Component, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { ApiClient } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';

@Component({
  selector: 'yg-reset-password',
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
      <h1>设置新密码</h1>
      @if (done()) {
        <nz-alert nzType="success" nzShowIcon nzMessage="密码已更新，其他设备上的登录已全部退出。" role="status" />
      } @else if (!token()) {
        <nz-alert nzType="error" nzShowIcon nzMessage="链接不完整，请从邮件中重新打开，或重新申请。" role="alert" />
      } @else {
        <p class="note">密码至少 10 位，不要使用常见密码或账号本身。</p>
        @if (form.problem(); as problem) {
          <nz-alert nzType="error" nzShowIcon [nzMessage]="problem" role="alert" />
        }
        <form novalidate (submit)="$event.preventDefault(); save()" data-testid="reset-form" aria-label="设置新密码">
          <yg-field label="新密码">
            <input nz-input ygInput type="password" autocomplete="new-password" [formField]="form.fields.password" />
          </yg-field>
          <button nz-button nzType="primary" nzBlock [nzLoading]="form.busy()">保存新密码</button>
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
  protected readonly done = signal(false);
  protected readonly form = contractForm('resetPassword', signal({ password: '' }), {
    guard: false,
    body: ({ password }) => ({ token: this.token() ?? '', password }),
    blames: { weak_password: 'password' },
  });

  protected async save(): Promise<void> {
    this.done.set(await this.form.send((sent) => this.api.call('resetPassword', sent)));
  }
}
