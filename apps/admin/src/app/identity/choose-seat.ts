import { Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { MEMBER_ROLES, ORGANISATION_KINDS } from '@yigou/contracts/labels';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from './session';

/** Who has several seats says from which one this tab works. */
@Component({
  selector: 'yg-choose-seat',
  imports: [NzButtonComponent],
  template: `
    <main class="card">
      <div class="mark">益购 <small>管理后台</small></div>
      <h1>选择单位</h1>
      <p class="note">您在多个单位任职。请选择这个页面以哪个单位的身份办理；以后可以在左侧“切换单位”中更换。</p>
      <div class="ways">
        @for (seat of session.seats(); track seat.organisationId) {
          <button
            nz-button
            nzBlock
            type="button"
            (click)="choose(seat.organisationId)"
            [attr.data-testid]="'seat-' + seat.organisationId"
          >
            {{ seat.organisationName }}
            <span class="note">{{ kinds[seat.kind] }} · {{ roles[seat.role] }}</span>
          </button>
        } @empty {
          <p class="note">您已不在任何单位任职，请联系单位的负责人。</p>
        }
      </div>
    </main>
  `,
  styleUrl: './gate.css',
  styles: `
    .ways {
      display: grid;
      gap: 8px;
    }
    .ways .note {
      margin: 0 0 0 8px;
    }
  `,
})
export class ChooseSeat {
  protected readonly session = inject(Session);
  private readonly router = inject(Router);
  protected readonly kinds = ORGANISATION_KINDS;
  protected readonly roles = MEMBER_ROLES;

  /** Where to go afterwards, from the address: only a path of this console is followed. */
  readonly next = input<string>();

  protected async choose(organisationId: string): Promise<void> {
    this.session.work(organisationId);
    const next = this.next();
    await this.router.navigateByUrl(next && /^\/(?![/\\])/.test(next) ? next : '/');
  }
}
