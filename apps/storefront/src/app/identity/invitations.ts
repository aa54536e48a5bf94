import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { MyInvitation } from '@yigou/contracts';
import { MEMBER_ROLES, ORGANISATION_KINDS } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Session, toApiError } from '@yigou/web-data';
import {
  Confirm,
  EmptyStateComponent,
  ErrorStateComponent,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
  Toast,
} from '@yigou/web-ui';
import { VerifyLoginComponent } from './verify-login';

/** What the person is asked to join, 我的邀请; shown once the login was verified. */
@Component({
  selector: 'app-invitations',
  imports: [
    EmptyStateComponent,
    ErrorStateComponent,
    IconComponent,
    InstantPipe,
    RouterLink,
    SkeletonComponent,
    VerifyLoginComponent,
  ],
  template: `
    <div class="page page--narrow">
      <h1 class="page-title">我的邀请</h1>
      @if (!verified()) {
        <section class="yg-card" aria-labelledby="verify-title">
          <h2 id="verify-title">先验证您的手机号或邮箱</h2>
          <app-verify-login />
        </section>
      } @else if (failure(); as error) {
        <yg-error-state [message]="error.message" [requestId]="error.requestId" (retry)="answer.reload()" />
      } @else if (items(); as list) {
        @if (joined(); as one) {
          <p class="notice" data-testid="joined">
            <yg-icon name="check" />
            <span>
              您已加入“{{ one.organisationName }}”，担任{{ roles[one.role] }}。{{
                inConsole(one) ? '请登录管理后台，用同一个账号办理。' : ''
              }}
              <a routerLink="/account">查看所在单位</a>
            </span>
          </p>
        }
        <ul>
          @for (one of list; track one.id) {
            <li class="yg-card" data-testid="my-invitation">
              <div class="what">
                <h2>{{ one.organisationName }}</h2>
                <p>
                  {{ kinds[one.kind] }}邀请您担任{{ roles[one.role] }}{{ one.replaces ? '，接任' + one.replaces : '' }}
                </p>
                <p class="muted small">{{ one.invitedBy }}邀请，{{ one.expiresAt | instant }}前有效</p>
              </div>
              <div class="actions">
                <button
                  type="button"
                  class="yg-button yg-button--main"
                  [disabled]="busy()"
                  (click)="accept(one)"
                  [attr.aria-label]="'接受' + one.organisationName + '的邀请'"
                >
                  接受
                </button>
                <button
                  type="button"
                  class="yg-button"
                  [disabled]="busy()"
                  (click)="decline(one)"
                  [attr.aria-label]="'谢绝' + one.organisationName + '的邀请'"
                >
                  谢绝
                </button>
              </div>
            </li>
          }
        </ul>
        @if (!list.length && !joined()) {
          <yg-empty-state
            icon="people"
            heading="没有等您接受的邀请"
            text="单位的负责人用您的手机号或邮箱邀请后，这里就会出现。"
          />
        }
      } @else {
        <span class="yg-sr-only" role="status">正在加载</span>
        <yg-skeleton height="110px" />
      }
    </div>
  `,
  styles: `
    section {
      display: grid;
      gap: 16px;
      padding: 24px;
    }
    .notice {
      margin-block-end: 16px;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 12px 18px;
      align-items: center;
      padding: 20px 24px;
    }
    li + li {
      margin-block-start: 12px;
    }
    .what {
      flex: 1 1 260px;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    h2 {
      font-size: 18px;
    }
    .actions {
      display: flex;
      gap: 10px;
    }
    @media (max-width: 720px) {
      li,
      section {
        padding: 16px;
      }
      .actions {
        width: 100%;
      }
      .actions .yg-button {
        flex: 1;
      }
    }
  `,
})
export class InvitationsPage {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly session = inject(Session);
  private readonly toast = inject(Toast);
  protected readonly roles = MEMBER_ROLES;
  protected readonly kinds = ORGANISATION_KINDS;
  protected readonly verified = computed(() => this.session.user()?.loginVerified ?? false);
  protected readonly answer = apiResource('listMyInvitations', () => (this.verified() ? {} : undefined));
  protected readonly failure = this.answer.failure;
  protected readonly items = computed(() => this.answer.latest()?.items ?? null);
  protected readonly joined = signal<MyInvitation | null>(null);
  protected readonly busy = signal(false);

  protected inConsole({ kind }: MyInvitation): boolean {
    return kind === 'supplier' || kind === 'administration';
  }

  protected async accept(one: MyInvitation): Promise<void> {
    await this.run(async () => {
      await this.api.call('acceptInvitation', { params: { id: one.id } });
      this.joined.set(one);
      await this.session.reload();
    });
  }

  protected async decline(one: MyInvitation): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '谢绝邀请',
      text: `谢绝“${one.organisationName}”的邀请？以后想加入，需要对方重新邀请。`,
      action: '谢绝这份邀请',
      destructive: true,
    });
    if (!sure) return;
    await this.run(async () => {
      await this.api.call('declineInvitation', { params: { id: one.id } });
      this.toast.say('已谢绝邀请');
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
      this.answer.reload();
    }
  }
}
