import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MEMBER_ROLES, ORGANISATION_KINDS } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { ErrorStateComponent, IconComponent } from '@yigou/web-ui';
import { AuthFrameComponent } from './auth-frame';
import { ConsoleSeats } from './console-seats';

/** Whoever signed in to the shop and works in the console is told so, and led there; shopping goes on as well. */
@Component({
  selector: 'app-right-door',
  imports: [AuthFrameComponent, ErrorStateComponent, IconComponent, RouterLink],
  template: `
    <app-auth-frame heading="您的工作在管理后台" lead="这里是商城。管理后台用同一个账号，要再登录一次。">
      <ul>
        @for (seat of seats(); track seat.organisationId) {
          <li>
            <strong>{{ seat.organisationName }}</strong>
            <span class="muted small">{{ seat.words }}</span>
          </li>
        } @empty {
          <li class="muted">您还不属于在管理后台工作的单位。</li>
        }
      </ul>
      @if (sites.latest(); as at) {
        <a class="yg-button yg-button--main yg-button--large" [href]="at.console + '/login'" data-testid="to-console"
          >去管理后台<yg-icon name="right" [size]="16"
        /></a>
      } @else if (sites.failure(); as error) {
        <yg-error-state [message]="error.message" [requestId]="error.requestId" (retry)="sites.reload()" />
      }
      <a class="yg-button yg-button--large" routerLink="/">留在商城</a>
    </app-auth-frame>
  `,
  styles: `
    li {
      display: grid;
      padding-block: 10px;
    }
    li + li {
      border-block-start: 1px solid var(--yg-line);
    }
  `,
})
export class RightDoorPage {
  private readonly console = inject(ConsoleSeats);
  protected readonly sites = apiResource('sites');
  protected readonly seats = computed(() =>
    this.console
      .all()
      .map((seat) => ({ ...seat, words: `${ORGANISATION_KINDS[seat.kind]} · ${MEMBER_ROLES[seat.role]}` })),
  );
}
