import { Component, computed, inject, signal } from '@angular/core';
import { FormField, minLength } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { MEMBER_ROLES, ORGANISATION_KINDS } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { contractForm, deviceName, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { formatTime } from '../shared/format';
import { LoadError } from '../shared/load-error';
import { PageHeader } from '../shared/page-header';
import { StatusTag } from '../shared/status-tag';
import { MyInvitations } from './my-invitations';
import { Session } from './session';
import { VerifyLogin } from './verify-login';

type SessionRow = RouteResponse<'listSessions'>['items'][number];

@Component({
  selector: 'yg-account',
  imports: [
    FieldComponent,
    FieldInputDirective,
    FormField,
    LoadError,
    MyInvitations,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzSkeletonComponent,
    PageHeader,
    RouterLink,
    StatusTag,
    VerifyLogin,
  ],
  templateUrl: './account.html',
  styleUrl: './account.css',
})
export class Account {
  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  protected readonly formatTime = formatTime;
  protected readonly deviceName = deviceName;

  protected readonly sessions = apiResource('listSessions');
  protected readonly seats = computed(() =>
    (this.session.user()?.memberships ?? []).map((membership) => ({
      ...membership,
      words: `${ORGANISATION_KINDS[membership.kind]} · ${MEMBER_ROLES[membership.role]}`,
    })),
  );

  protected readonly password = contractForm('changePassword', signal({ current: '', next: '' }), {
    rules: ({ next }) => minLength(next, 10, { message: '新密码至少 10 位' }),
    blames: { wrong_password: 'current', weak_password: 'next' },
  });
  protected readonly ending = signal<string | null>(null);

  protected async changePassword(): Promise<void> {
    if (!(await this.password.send((sent) => this.api.call('changePassword', sent)))) return;
    this.password.reset({ current: '', next: '' });
    this.message.success('密码已修改，其他设备上的登录已退出。');
    this.sessions.reload();
  }

  protected async end(row: SessionRow): Promise<void> {
    this.ending.set(row.id);
    try {
      await this.api.call('revokeSession', { params: { id: row.id } });
      this.message.success('该设备已退出登录。');
      this.sessions.reload();
    } catch (error) {
      this.message.error(toApiError(error).message);
    } finally {
      this.ending.set(null);
    }
  }
}
