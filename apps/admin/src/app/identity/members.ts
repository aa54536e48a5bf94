import { Component, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { InvitationView, MemberList, MemberView } from '@yigou/contracts';
import { MEMBER_ROLES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, leavingRefused, toApiError } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { formatTime } from '../shared/format';
import { LoadError } from '../shared/load-error';
import { PageHeader } from '../shared/page-header';
import { StatusTag } from '../shared/status-tag';
import {
  dutiesForm,
  dutyWords,
  handOverForm,
  inviteForm,
  leaveForm,
  removeForm,
  roleForm,
  withdrawForm,
} from './member-forms';
import { Session } from './session';

/** Who belongs to the seat's organisation, 成员: its managers invite, change, hand over and remove; everybody may leave. */
@Component({
  selector: 'yg-members',
  imports: [FormDialog, LoadError, NzButtonComponent, NzIconDirective, NzSkeletonComponent, PageHeader, StatusTag],
  templateUrl: './members.html',
  styleUrl: './members.css',
})
export class Members {
  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly roles = MEMBER_ROLES;
  protected readonly day = (at: string): string => formatTime(at).slice(0, 10);

  /** Who has just handed over or left has no seat any more to ask for. */
  protected readonly list = apiResource('listMembers', () => (this.session.may('listMembers') ? {} : undefined));
  protected readonly members = computed(() => this.list.latest()?.members ?? []);
  protected readonly invitations = computed(() => this.list.latest()?.invitations ?? []);
  protected readonly canManage = computed(() => !!this.list.latest()?.canManage);
  /** Clerks of budget units have duties. */
  protected readonly dutied = computed(() => this.list.latest()?.organisation.kind === 'agency');
  protected readonly dutyWords = dutyWords;
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly sending = signal<string | null>(null);
  private readonly done = (list: MemberList): void => this.list.set(list);

  protected readonly refusal = (member: MemberView): string | null => leavingRefused(member, this.members());

  protected invite(): void {
    const kind = this.list.latest()?.organisation.kind;
    if (kind) this.dialog.set(inviteForm(this.api, kind, this.done));
  }

  protected changeDuties(member: MemberView): void {
    this.dialog.set(dutiesForm(this.api, member, this.done));
  }

  protected changeRole(member: MemberView): void {
    this.dialog.set(roleForm(this.api, member, this.done));
  }

  protected handOver(member: MemberView): void {
    const others = this.members().filter(({ id }) => id !== member.id);
    this.dialog.set(handOverForm(this.api, member, others, (list) => this.settle(list)));
  }

  protected remove(member: MemberView): void {
    this.dialog.set(removeForm(this.api, member, this.done));
  }

  protected leave(): void {
    const name = this.list.hasValue() ? this.list.value().organisation.name : '';
    this.dialog.set(leaveForm(this.api, name, () => this.gone()));
  }

  protected withdraw(invitation: InvitationView): void {
    this.dialog.set(withdrawForm(this.api, invitation, this.done));
  }

  protected async resend(invitation: InvitationView): Promise<void> {
    this.sending.set(invitation.id);
    try {
      this.done(await this.api.call('resendInvitation', { params: { id: invitation.id } }));
      this.message.success(`邀请已重新发往 ${invitation.login}。`);
    } catch (error) {
      this.message.error(toApiError(error).message);
    } finally {
      this.sending.set(null);
    }
  }

  /** Who has handed over the own place is here no more. */
  private settle(list: MemberList): void {
    this.done(list);
    if (!list.members.some(({ self }) => self)) void this.gone();
  }

  private async gone(): Promise<void> {
    await this.session.reload();
    await this.router.navigateByUrl('/');
  }
}
