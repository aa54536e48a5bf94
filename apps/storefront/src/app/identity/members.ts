import { Component, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { InvitationView, MemberList, MemberView } from '@yigou/contracts';
import { MEMBER_ROLES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, leavingRefused, Seats, Session, toApiError } from '@yigou/web-data';
import {
  Confirm,
  EmptyStateComponent,
  ErrorStateComponent,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
  Toast,
} from '@yigou/web-ui';
import { MemberDialogComponent, type MemberTask } from './member-dialog';

/** Who belongs to an organisation that buys or is given things, 成员: its managers invite, change, hand over and remove; everybody may leave. */
@Component({
  selector: 'app-members',
  imports: [
    EmptyStateComponent,
    ErrorStateComponent,
    IconComponent,
    InstantPipe,
    MemberDialogComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './members.html',
  styleUrl: './members.scss',
})
export class MembersPage {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly toast = inject(Toast);
  protected readonly seats = inject(Seats);
  protected readonly roles = MEMBER_ROLES;

  protected readonly answer = apiResource('listMembers', () => (this.seats.current() ? {} : undefined));
  protected readonly failure = this.answer.failure;
  protected readonly list = this.answer.latest;
  protected readonly task = signal<MemberTask | null>(null);
  protected readonly busy = signal(false);

  protected readonly refusal = (member: MemberView): string | null =>
    leavingRefused(member, this.list()?.members ?? []);

  protected begin(kind: 'role' | 'remove', member: MemberView): void {
    this.task.set({ kind, member });
  }

  protected handOver(member: MemberView): void {
    const others = (this.list()?.members ?? []).filter(({ id, helper }) => id !== member.id && !helper);
    this.task.set({ kind: 'handOver', member, others });
  }

  protected settle(list: MemberList): void {
    this.task.set(null);
    this.answer.set(list);
    // Who has handed over the own place is here no more.
    if (!list.members.some(({ self }) => self)) void this.gone();
  }

  protected async leave(): Promise<void> {
    const name = this.list()?.organisation.name ?? '';
    const sure = await this.confirm.ask({
      heading: '退出本单位',
      text: `您将立即不能再办理“${name}”的事，再次加入需要重新邀请。有人接任的，请由负责人办理交接。`,
      action: '退出本单位',
      destructive: true,
    });
    if (!sure) return;
    await this.run(async () => {
      await this.api.call('leaveOrganisation');
      this.toast.say(`您已退出“${name}”`);
      await this.gone();
    });
  }

  protected async resend(invitation: InvitationView): Promise<void> {
    await this.run(async () => {
      this.answer.set(await this.api.call('resendInvitation', { params: { id: invitation.id } }));
      this.toast.say('邀请已重新发出');
    });
  }

  protected async withdraw(invitation: InvitationView): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '撤回邀请',
      text: `${invitation.login} 将不能再接受这份邀请。`,
      action: '撤回 1 份邀请',
      destructive: true,
    });
    if (!sure) return;
    await this.run(async () => {
      this.answer.set(await this.api.call('withdrawInvitation', { params: { id: invitation.id } }));
      this.toast.say('邀请已撤回');
    });
  }

  private async run(act: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    try {
      await act();
    } catch (error) {
      this.toast.warn(toApiError(error).message);
    } finally {
      this.busy.set(false);
    }
  }

  private async gone(): Promise<void> {
    await this.session.reload();
    await this.router.navigateByUrl('/account');
  }
}
