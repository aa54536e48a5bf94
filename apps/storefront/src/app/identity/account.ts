import { Component, computed, inject, signal } from '@angular/core';
import { FormField, minLength, validate } from '@angular/forms/signals';
import { DomSanitizer } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, apiResource, Session, toApiError } from '@yigou/web-data';
import {
  Confirm,
  contractForm,
  deviceName,
  ErrorStateComponent,
  FieldComponent,
  FieldInputDirective,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
  Toast,
} from '@yigou/web-ui';
import { AddressBookComponent } from '../orders/address-book';
import { CartState } from '../orders/cart-state';
import { MySeatsComponent } from './my-seats';
import { StaffBindingComponent } from './staff-binding';
import { VerifyLoginComponent } from './verify-login';

type SessionRow = RouteResponse<'listSessions'>['items'][number];

@Component({
  selector: 'app-account',
  imports: [
    AddressBookComponent,
    ErrorStateComponent,
    FieldComponent,
    FieldInputDirective,
    FormField,
    IconComponent,
    InstantPipe,
    MySeatsComponent,
    RouterLink,
    SkeletonComponent,
    StaffBindingComponent,
    VerifyLoginComponent,
  ],
  templateUrl: './account.html',
  styleUrl: './account.scss',
})
export class AccountPage {
  private readonly api = inject(ApiClient);
  private readonly cart = inject(CartState);
  private readonly confirm = inject(Confirm);
  private readonly router = inject(Router);
  private readonly sanitizer = inject(DomSanitizer);
  private readonly toast = inject(Toast);
  protected readonly session = inject(Session);
  protected readonly deviceName = deviceName;

  protected readonly sessionsAnswer = apiResource('listSessions');
  protected readonly sessionsFailure = this.sessionsAnswer.failure;
  protected readonly sessions = computed(() =>
    this.sessionsAnswer.hasValue() ? this.sessionsAnswer.value().items : null,
  );

  protected readonly password = contractForm('changePassword', signal({ current: '', next: '', again: '' }), {
    body: ({ current, next }) => ({ current, next }),
    rules: (path) => {
      minLength(path.next, 10, { message: '密码至少 10 位' });
      validate(path.again, ({ value, valueOf }) =>
        value() === valueOf(path.next) ? undefined : { kind: 'mismatch', message: '两次输入的密码不一样' },
      );
    },
    blames: { wrong_password: 'current', weak_password: 'next' },
  });

  protected readonly enrolment = signal<RouteResponse<'startTotp'> | null>(null);
  /** As a picture, not as markup: whatever the answer holds, nothing of it can run. */
  protected readonly qr = computed(() => {
    const enrolment = this.enrolment();
    if (!enrolment) return null;
    return this.sanitizer.bypassSecurityTrustUrl(`data:image/svg+xml;utf8,${encodeURIComponent(enrolment.qrSvg)}`);
  });
  protected readonly totpProblem = signal('');
  protected readonly totp = contractForm('confirmTotp', signal({ code: '' }), {
    guard: false,
    blames: { invalid_second_factor: 'code' },
  });

  protected async changePassword(event: Event): Promise<void> {
    event.preventDefault();
    if (!(await this.password.send((sent) => this.api.call('changePassword', sent)))) return;
    this.password.reset({ current: '', next: '', again: '' });
    this.sessionsAnswer.reload();
    this.toast.say('密码已修改，其他设备需要重新登录');
  }

  protected async revoke(row: SessionRow): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '退出这台设备',
      text: `“${deviceName(row)}”会立即退出登录，再次使用需要输入密码。`,
      action: '让它退出',
      destructive: true,
    });
    if (!sure) return;
    try {
      await this.api.call('revokeSession', { params: { id: row.id } });
      this.toast.say('已退出那台设备');
    } catch (error) {
      this.toast.warn(toApiError(error).message);
    }
    this.sessionsAnswer.reload();
  }

  protected async startTotp(): Promise<void> {
    this.totpProblem.set('');
    try {
      this.enrolment.set(await this.api.call('startTotp'));
    } catch (error) {
      this.totpProblem.set(toApiError(error).message);
    }
  }

  protected async confirmTotp(event: Event): Promise<void> {
    event.preventDefault();
    this.totpProblem.set('');
    await this.totp.send(async (sent) => {
      await this.api.call('confirmTotp', sent);
      this.enrolment.set(null);
      await this.session.reload();
      this.toast.say('动态验证码已启用');
    });
  }

  protected async logout(): Promise<void> {
    try {
      await this.session.logout();
      // Beside it: whoever has gone on while the cart loads would be fetched back here.
      void this.cart.load();
      await this.router.navigateByUrl('/');
    } catch (error) {
      this.toast.warn(toApiError(error).message);
    }
  }
}
