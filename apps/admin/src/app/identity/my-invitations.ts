import { Component, computed, inject, signal } from '@angular/core';
import type { MyInvitation } from '@yigou/contracts';
import { MEMBER_ROLES, ORGANISATION_KINDS } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { formatTime } from '../shared/format';
import { LoadError } from '../shared/load-error';
import { dutyWords } from './member-forms';
import { Session } from './session';

/** What the person is asked to join, 我的邀请. */
@Component({
  selector: 'yg-my-invitations',
  imports: [LoadError, NzButtonComponent, NzSkeletonComponent],
  template: `
    @if (!session.user()?.loginVerified) {
      <p class="muted">验证手机号或邮箱后，这里显示邀请您的单位。</p>
    } @else if (answer.error(); as error) {
      <yg-load-error [error]="error" (retry)="answer.reload()" />
    } @else if (!answer.hasValue()) {
      <nz-skeleton nzActive [nzTitle]="false" [nzParagraph]="{ rows: 2 }" />
    } @else {
      <ul>
        @for (one of answer.value().items; track one.id) {
          <li data-testid="my-invitation">
            <div>
              <b>{{ one.organisationName }}</b>
              <span class="muted line">
                {{ kinds[one.kind] }} · 担任{{ roles[one.role]
                }}{{ one.duties.length > 0 ? '，职责：' + dutyWords(one.duties) : ''
                }}{{ one.replaces ? '，接任' + one.replaces : '' }} · {{ one.invitedBy }}邀请 ·
                {{ time(one.expiresAt) }} 到期
              </span>
            </div>
            <div class="row">
              <button
                nz-button
                nzType="primary"
                type="button"
                [nzLoading]="busy() === one.id"
                (click)="answerTo(one, 'acceptInvitation')"
                [attr.aria-label]="'接受' + one.organisationName + '的邀请'"
              >
                接受
              </button>
              <button
                nz-button
                type="button"
                [disabled]="busy() !== null"
                (click)="answerTo(one, 'declineInvitation')"
                [attr.aria-label]="'谢绝' + one.organisationName + '的邀请'"
              >
                谢绝
              </button>
            </div>
          </li>
        } @empty {
          <li class="muted">没有等您接受的邀请。</li>
        }
      </ul>
    }
  `,
  styles: `
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 8px 16px;
      padding: 8px 0;
    }
    .line {
      display: block;
      font-size: 12px;
    }
    .row {
      display: flex;
      gap: 8px;
    }
  `,
})
export class MyInvitations {
  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  protected readonly roles = MEMBER_ROLES;
  protected readonly kinds = ORGANISATION_KINDS;
  protected readonly time = formatTime;
  protected readonly dutyWords = dutyWords;
  private readonly verified = computed(() => this.session.user()?.loginVerified ?? false);
  protected readonly answer = apiResource('listMyInvitations', () => (this.verified() ? {} : undefined));
  protected readonly busy = signal<string | null>(null);

  protected async answerTo(one: MyInvitation, route: 'acceptInvitation' | 'declineInvitation'): Promise<void> {
    this.busy.set(one.id);
    try {
      await this.api.call(route, { params: { id: one.id } });
      await this.session.reload();
      const joined = route === 'acceptInvitation';
      this.message.success(joined ? `您已加入“${one.organisationName}”。` : '已谢绝邀请。');
    } catch (error) {
      this.message.error(toApiError(error).message);
    } finally {
      this.busy.set(null);
      this.answer.reload();
    }
  }
}
