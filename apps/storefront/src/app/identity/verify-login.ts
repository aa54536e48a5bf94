import { Component, computed, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, Session, toApiError } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective, IconComponent, Toast } from '@yigou/web-ui';

/** Shows that the login is one's own: a code goes there and is typed in here. Needed before an invitation or a mandate. */
@Component({
  selector: 'app-verify-login',
  imports: [FieldComponent, FieldInputDirective, FormField, IconComponent],
  template: `
    @if (session.user()?.loginVerified) {
      <p class="on"><yg-icon name="check" />已验证 {{ session.user()?.login }}</p>
    } @else {
      <p class="muted">
        尚未验证 {{ session.user()?.login }}。买东西不需要；接受单位邀请、受托代办之前需要验证这是您本人的{{
          byMail() ? '邮箱' : '手机号'
        }}。
      </p>
      @if (problem() || answer.problem(); as words) {
        <p class="notice notice--bad" role="alert"><yg-icon name="warning" />{{ words }}</p>
      }
      @if (sent(); as to) {
        <form class="form-grid" novalidate (submit)="verify($event)" data-testid="verify-form">
          <yg-field label="6 位验证码" [hint]="'已发往 ' + to.to + '，10 分钟内有效'">
            <input
              ygInput
              type="text"
              inputmode="numeric"
              autocomplete="one-time-code"
              data-testid="login-code"
              [formField]="answer.fields.code"
            />
          </yg-field>
          <div class="row">
            <button
              type="submit"
              class="yg-button yg-button--main"
              data-testid="login-verify"
              [disabled]="answer.busy()"
            >
              验证
            </button>
            <button type="button" class="yg-button" [disabled]="busy()" (click)="ask()">重新发送</button>
          </div>
        </form>
      } @else {
        <div>
          <button type="button" class="yg-button" data-testid="login-send" [disabled]="busy()" (click)="ask()">
            {{ byMail() ? '发送验证邮件' : '发送验证短信' }}
          </button>
        </div>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    .on {
      display: flex;
      gap: 8px;
      color: var(--yg-field-deep);
    }
    .on yg-icon {
      margin-block-start: 3px;
    }
    form {
      max-width: 420px;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: 10px;
    }
  `,
})
export class VerifyLoginComponent {
  private readonly api = inject(ApiClient);
  private readonly toast = inject(Toast);
  protected readonly session = inject(Session);
  protected readonly byMail = computed(() => this.session.user()?.login.includes('@') ?? false);
  protected readonly sent = signal<RouteResponse<'sendLoginCode'> | null>(null);
  protected readonly problem = signal('');
  protected readonly busy = signal(false);
  protected readonly answer = contractForm('verifyLogin', signal({ code: '' }), {
    guard: false,
    blames: { login_code_invalid: 'code' },
  });

  protected async ask(): Promise<void> {
    this.problem.set('');
    this.busy.set(true);
    try {
      this.sent.set(await this.api.call('sendLoginCode'));
      this.answer.reset({ code: '' });
    } catch (error) {
      this.problem.set(toApiError(error).message);
    } finally {
      this.busy.set(false);
    }
  }

  protected async verify(event: Event): Promise<void> {
    event.preventDefault();
    this.problem.set('');
    await this.answer.send(async (sent) => {
      await this.api.call('verifyLogin', sent);
      await this.session.reload();
      this.toast.say('验证完成');
    });
  }
}
