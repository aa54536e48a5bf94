import { afterNextRender, Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive } from '@angular/router';
import { Session, toApiError } from '@yigou/web-data';
import { IconComponent, Toast } from '@yigou/web-ui';
import { filter } from 'rxjs';
import { SearchBoxComponent } from '../catalogue/search-box';
import { ConsoleSeats } from '../identity/console-seats';
import { Unread } from '../notifications/unread';
import { CartState } from '../orders/cart-state';
import { LogoComponent } from './logo';

const addressOf = ({ location }: Document): string => location.pathname + location.search;

@Component({
  selector: 'app-header',
  imports: [IconComponent, LogoComponent, RouterLink, RouterLinkActive, SearchBoxComponent],
  templateUrl: './header.html',
  styleUrl: './header.scss',
})
export class HeaderComponent {
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly session = inject(Session);
  protected readonly cart = inject(CartState);
  protected readonly unread = inject(Unread);
  /** Who has work in the console is led there. */
  protected readonly works = inject(ConsoleSeats).any;
  private readonly url = signal(addressOf(inject(DOCUMENT)));
  private readonly path = computed(() => this.url().split(/[?#]/)[0]);
  /** The home page has the big field of its own. */
  protected readonly showSearch = computed(() => this.path() !== '/');
  protected readonly query = computed(() => {
    if (this.path() !== '/products') return '';
    return this.router.parseUrl(this.url()).queryParamMap.get('q') ?? '';
  });

  constructor() {
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe((event) => this.url.set(event.urlAfterRedirects));
    // The browser's own: what a server renders is for everybody alike.
    afterNextRender(() => void this.cart.load());
  }

  protected async logout(): Promise<void> {
    try {
      await this.session.logout();
      // Beside it: whoever has gone on while the cart loads would be fetched back here.
      void this.cart.load();
      this.toast.say('已退出登录');
      await this.router.navigateByUrl('/');
    } catch (error) {
      this.toast.warn(toApiError(error).message);
    }
  }
}
