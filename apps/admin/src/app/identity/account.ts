import { Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { MEMBER_ROLES, ORGANISATION_KINDS } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { deviceName, guardLeaving } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Field, FieldControl } from '../shared/field';
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
    Field,
    FieldControl,
    FormsModule,
    LoadError,
    MyInvitations,
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

  protected readonly current = signal('');
  protected readonly next = signal('');
  protected readonly busy = signal(false);
  protected readonly ending = signal<string | null>(null);
  protected readonly errors = signal<Record<string, string>>({});

  constructor() {
    guardLeaving(computed(() => !this.busy() && !!(this.current() || this.next())));
  }

  protected async changePassword(): Promise<void> {
    const errors: Record<string, string> = {};
    if (!this.current()) errors['current'] = '请填写当前密码';
    if (this.next().length < 10) errors['next'] = '新密码至少 10 位';
    this.errors.set(errors);
    if (Object.keys(errors).length > 0) return;
    this.busy.set(true);
    try {
      await this.api.call('changePassword', { body: { current: this.current(), next: this.next() } });
      this.current.set('');
      this.next.set('');
      this.message.success('密码已修改，其他设备上的登录已退出。');
      this.sessions.reload();
    } catch (error) {
      const refused = toApiError(error);
      this.errors.set(refused.code === 'wrong_password' ? { current: refused.message } : { next: refused.message });
    } finally {
      this.busy.set(false);
    }
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
