import { Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, toApiError } from '@yigou/web-data';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Field, FieldControl } from '../shared/field';
import { StatusTag } from '../shared/status-tag';
import { Session } from './session';

/** Shows that the login is one's own: a code goes there and is typed in here. Needed before an invitation or a mandate. */
@Component({
  selector: 'yg-verify-login',
  imports: [Field, FieldControl, FormsModule, NzAlertComponent, NzButtonComponent, NzInputDirective, StatusTag],
  template: `
    @if (session.user()?.loginVerified) {
      <yg-status label="已验证" tone="go" /><span class="muted"> {{ session.user()?.login }}</span>
    } @else {
      <p class="muted">尚未验证 {{ session.user()?.login }}。接受单位邀请、取得代办授权之前需要验证。</p>
      @if (failure()) {
        <nz-alert nzType="error" nzShowIcon [nzMessage]="failure()" role="alert" />
      }
      @if (sent(); as to) {
        <form class="column" (ngSubmit)="verify()" aria-label="验证手机号或邮箱" data-testid="verify-form">
          <yg-field
            control="login-code"
            label="6 位验证码"
            [hint]="'已发往 ' + to.to + '，10 分钟内有效。'"
            [error]="wrong()"
          >
            <input
              nz-input
              ygControl
              name="code"
              inputmode="numeric"
              maxlength="6"
              autocomplete="one-time-code"
              [(ngModel)]="code"
              data-testid="login-code"
            />
          </yg-field>
          <div class="row">
            <button nz-button nzType="primary" [nzLoading]="busy()" data-testid="login-verify">验证</button>
            <button nz-button type="button" [disabled]="busy()" (click)="send()">重新发送</button>
          </div>
        </form>
      } @else {
        <button nz-button type="button" [nzLoading]="busy()" (click)="send()" data-testid="login-send">
          {{ byMail() ? '发送验证邮件' : '发送验证短信' }}
        </button>
      }
    }
  `,
  styles: `
    .column {
      display: grid;
      gap: 12px;
      max-width: 320px;
    }
    .row {
      display: flex;
      gap: 8px;
    }
    nz-alert {
      display: block;
      margin-bottom: 12px;
    }
  `,
})
export class VerifyLogin {
  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  protected readonly byMail = computed(() => this.session.user()?.login.includes('@') ?? false);
  protected readonly sent = signal<RouteResponse<'sendLoginCode'> | null>(null);
  protected readonly code = signal('');
  protected readonly wrong = signal('');
  protected readonly failure = signal('');
  protected readonly busy = signal(false);

  protected async send(): Promise<void> {
    await this.run(async () => {
      this.sent.set(await this.api.call('sendLoginCode'));
      this.code.set('');
    });
  }

  protected async verify(): Promise<void> {
    if (!/^\d{6}$/.test(this.code().trim())) {
      this.wrong.set('请填写 6 位数字');
      return;
    }
    await this.run(async () => {
      await this.api.call('verifyLogin', { body: { code: this.code().trim() } });
      await this.session.reload();
      this.message.success('验证完成。');
    });
  }

  private async run(act: () => Promise<void>): Promise<void> {
    this.wrong.set('');
    this.failure.set('');
    this.busy.set(true);
    try {
      await act();
    } catch (error) {
      const refused = toApiError(error);
      if (refused.code === 'login_code_invalid') this.wrong.set(refused.message);
      else this.failure.set(refused.message);
    } finally {
      this.busy.set(false);
    }
  }
}
