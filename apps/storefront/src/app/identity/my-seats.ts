import { Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { MEMBER_ROLES, ORGANISATION_KINDS } from '@yigou/contracts/labels';
import { Seats, Session } from '@yigou/web-data';

/** Where the person sits, 所在单位: all organisations; the members of those that buy are looked at here, the others work in the console. */
@Component({
  selector: 'app-my-seats',
  imports: [RouterLink],
  template: `
    <ul>
      @for (seat of seats(); track seat.organisationId) {
        <li>
          <div>
            <strong>{{ seat.organisationName }}</strong>
            <p class="muted small">{{ seat.words }}</p>
          </div>
          @if (seat.here) {
            <button
              type="button"
              class="yg-button yg-button--small"
              (click)="members(seat.organisationId)"
              [attr.aria-label]="seat.organisationName + '的成员'"
            >
              成员
            </button>
          } @else {
            <a class="yg-button yg-button--small" routerLink="/right-door">去管理后台办理</a>
          }
        </li>
      } @empty {
        <li class="muted">您还不属于任何单位。单位的负责人可以用您的手机号或邮箱邀请您。</li>
      }
    </ul>
  `,
  styles: `
    li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 16px;
      padding-block: 12px;
    }
    li + li {
      border-block-start: 1px solid var(--yg-line);
    }
    li > :last-child:not(:first-child) {
      flex: none;
    }
  `,
})
export class MySeatsComponent {
  private readonly session = inject(Session);
  private readonly places = inject(Seats);
  private readonly router = inject(Router);
  protected readonly seats = computed(() =>
    (this.session.user()?.memberships ?? []).map((seat) => ({
      ...seat,
      words: `${ORGANISATION_KINDS[seat.kind]} · ${MEMBER_ROLES[seat.role]}`,
      here: this.places.all().includes(seat),
    })),
  );

  protected async members(organisationId: string): Promise<void> {
    this.places.choose(organisationId);
    await this.router.navigateByUrl('/account/members');
  }
}
