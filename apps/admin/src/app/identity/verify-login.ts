import { Component, computed, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, toApiError } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { StatusTag } from '../shared/status-tag';
import { Session } from './session';

/** Shows that the login is one's own: a code goes there and is typed in here. Needed before an invitation or a mandate. */
@Component({
  selector: 'yg-verify-login',
  imports: [
    FieldComponent,
    FieldInputDirective,
    FormField,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    StatusTag,
  ],
  template: `
    @if (session.user()?.loginVerified) {
      <yg-status label="已验证" tone="go" /><span class="muted"> {{ session.user()?.login }}</span>
    } @else {
      <p class="muted">尚未验证 {{ session.user()?.login }}。接受单位邀请、取得代办授权之前需要验证。</p>
      @if (failure() || form.problem(); as problem) {
        <nz-alert nzType="error" nzShowIcon [nzMessage]="problem" role="alert" />
      }
      @if (sent(); as to) {
        <form
          class="column"
          novalidate
          (submit)="$event.preventDefault(); verify()"
          aria-label="验证手机号或邮箱"
          data-testid="verify-form"
        >
          <yg-field label="6 位验证码" [hint]="'已发往 ' + to.to + '，10 分钟内有效。'">
            <input
              nz-input
              ygInput
              inputmode="numeric"
              autocomplete="one-time-code"
              [formField]="form.fields.code"
              data-testid="login-code"
            />
          </yg-field>
          <div class="row">
            <button nz-button nzType="primary" [nzLoading]="form.busy()" data-testid="login-verify">验证</button>
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
  protected readonly form = contractForm('verifyLogin', signal({ code: '' }), {
    guard: false,
    blames: { login_code_invalid: 'code' },
  });
  protected readonly failure = signal('');
  protected readonly busy = signal(false);

  protected async send(): Promise<void> {
    this.failure.set('');
    this.busy.set(true);
    try {
      this.sent.set(await this.api.call('sendLoginCode'));
      this.form.reset({ code: '' });
    } catch (error) {
      this.failure.set(toApiError(error).message);
    } finally {
      this.busy.set(false);
    }
  }

  protected async verify(): Promise<void> {
    this.failure.set('');
    const sent = await this.form.send(async (body) => {
      await this.api.call('verifyLogin', body);
      await this.session.reload();
    });
    if (sent) this.message.success('验证完成。');
  }
}
