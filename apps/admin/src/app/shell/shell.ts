import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { toApiError } from '@yigou/web-data';
import { ConfirmOutletComponent } from '@yigou/web-ui';
import { filter, map } from 'rxjs';
import { HOME } from '../identity/guards';
import { Session } from '../identity/session';
import { Bell } from '../notifications/bell';
import { WaitingCounts } from '../reporting/waiting-counts';
import { headingOf, type NavGroup, navigationOf, openHeadings } from './nav';
import { DOCUMENT, NgTemplateOutlet } from '@angular/common';
import { Drawer } from '../shared/drawer';
import { SelectName } from '../shared/select-name';
import { SelectValue } from '../shared/select-value';

/** Put off until the tab is closed; the next visit reminds again. */
const POSTPONED_KEY = 'yigou.admin.totp-later';

@Component({
  selector: 'yg-shell',
  imports: [
    Bell,
    ConfirmOutletComponent,
    Drawer,
    NgTemplateOutlet,
    NzButtonComponent,
    NzIconDirective,
    NzOptionComponent,
    NzSelectComponent,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    SelectName,
    SelectValue,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
})
export class Shell {
  protected readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly message = inject(NzMessageService);

  protected readonly waiting = inject(WaitingCounts);
  protected readonly menuOpen = signal(false);
  protected readonly groups = computed(() => {
    const seat = this.session.seat();
    return seat ? navigationOf(seat) : [];
  });
  private readonly arrived = this.router.events.pipe(filter((event) => event instanceof NavigationEnd));
  private readonly url = toSignal(this.arrived.pipe(map((event) => event.urlAfterRedirects)), {
    initialValue: this.router.url,
  });
  private readonly heading = linkedSignal(() => headingOf(this.groups(), this.url()));
  protected readonly open = computed(() => openHeadings(this.groups(), this.heading()));
  private readonly postponed = signal(sessionStorage.getItem(POSTPONED_KEY) === '1');
  protected readonly remind = computed(() => !!this.session.user()?.totpDue && !this.postponed());

  constructor() {
    this.arrived.pipe(takeUntilDestroyed()).subscribe(() => this.menuOpen.set(false));
  }

  /** “99+” for more than fits beside an entry. */
  protected badge(count: number): string {
    return count > 99 ? '99+' : String(count);
  }

  protected waitsIn({ items }: NavGroup): boolean {
    return items.some(({ path }) => this.waiting.at(path).length > 0);
  }

  protected show(heading: string): void {
    this.heading.set(heading);
  }

  protected postpone(): void {
    sessionStorage.setItem(POSTPONED_KEY, '1');
    this.postponed.set(true);
  }

  protected switchTo(organisationId: string): void {
    if (organisationId === this.session.seat()?.organisationId) return;
    this.session.work(organisationId);
    const seat = this.session.seat();
    // A page load: nothing that was fetched or typed for the other organisation stays on the screen or in memory.
    if (seat) this.document.location.assign(new URL(HOME[seat.kind].slice(1), this.document.baseURI).href);
  }

  protected async leave(): Promise<void> {
    try {
      await this.session.logout();
      await this.router.navigateByUrl('/login');
    } catch (error) {
      this.message.error(toApiError(error).message);
    }
  }
}
