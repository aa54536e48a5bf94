import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Session } from './session';

/** The first step of whoever joins without an account: the same account as in the shop. */
@Component({
  selector: 'yg-register',
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
      <h1>{{ unit() ? '单位注册' : '供应商入驻' }}</h1>
      <p class="note">第一步，注册您本人的账号；下一步登记{{ unit() ? '预算单位' : '合作社或企业' }}。</p>
      @if (form.problem(); as problem) {
        <nz-alert nzType="error" nzShowIcon [nzMessage]="problem" role="alert" />
      }
      <form novalidate aria-label="注册账号" (submit)="$event.preventDefault(); register()">
        <yg-field label="手机号或邮箱">
          <input
            nz-input
            ygInput
            autocomplete="username"
            [formField]="form.fields.login"
            data-testid="register-login"
          />
        </yg-field>
        <yg-field label="姓名">
          <input nz-input ygInput autocomplete="name" [formField]="form.fields.name" data-testid="register-name" />
        </yg-field>
        <yg-field label="密码" hint="至少 10 位，不要用常见密码">
          <input
            nz-input
            ygInput
            type="password"
            autocomplete="new-password"
            [formField]="form.fields.password"
            data-testid="register-password"
          />
        </yg-field>
        <button nz-button nzType="primary" nzBlock [nzLoading]="form.busy()" data-testid="register-submit">
          注册，下一步
        </button>
      </form>
      <p class="foot">
        <a routerLink="/login" [queryParams]="{ next: '/no-seat?as=' + (unit() ? 'unit' : 'supplier') }"
          >已有账号（商城的账号也可以），去登录</a
        >
      </p>
    </main>
  `,
  styleUrl: './gate.css',
})
export class Register {
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  /** What is registered afterwards, from the address. */
  readonly as = input<string>();
  protected readonly unit = computed(() => this.as() === 'unit');
  protected readonly form = contractForm('register', signal({ login: '', name: '', password: '' }), {
    guard: false,
    blames: { account_taken: 'login', weak_password: 'password' },
  });

  protected async register(): Promise<void> {
    await this.form.send(async ({ body }) => {
      await this.session.register(body);
      await this.router.navigate(['/no-seat'], { queryParams: { as: this.unit() ? 'unit' : 'supplier' } });
    });
  }
}
