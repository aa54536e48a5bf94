import { Component, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import type { LoginResult } from '@yigou/contracts';
import { ApiClient, Session } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { CartState } from '../orders/cart-state';
import { AuthFrameComponent } from './auth-frame';
import { ConsoleSeats } from './console-seats';
import { safeReturn } from './safe-return';

@Component({
  selector: 'app-login',
  imports: [AuthFrameComponent, FieldComponent, FieldInputDirective, FormField, RouterLink],
  templateUrl: './login.html',
  styleUrl: './auth-forms.scss',
})
export class LoginPage {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly cart = inject(CartState);
  private readonly consoleSeats = inject(ConsoleSeats);
  private readonly router = inject(Router);

  /** Where to go afterwards, from the address. */
  readonly return = input<string>();

  protected readonly challenge = signal<string | null>(null);
  protected readonly login = contractForm('login', signal({ login: '', password: '' }), { guard: false });
  protected readonly factor = contractForm('loginSecondFactor', signal({ code: '' }), {
    guard: false,
    body: ({ code }) => ({ challenge: this.challenge(), code }),
  });

  protected async submitLogin(event: Event): Promise<void> {
    event.preventDefault();
    await this.login.send(async (sent) => this.proceed(await this.api.call('login', sent)));
  }

  protected async submitFactor(event: Event): Promise<void> {
    event.preventDefault();
    await this.factor.send(async (sent) => this.proceed(await this.api.call('loginSecondFactor', sent)));
  }

  protected startOver(): void {
    this.challenge.set(null);
    this.factor.reset({ code: '' });
  }

  private async proceed(result: LoginResult): Promise<void> {
    if (result.challenge) {
      this.challenge.set(result.challenge);
      return;
    }
    this.session.set(result.me);
    await this.cart.load();
    // Who came for nothing in particular and works in the console alone has taken the wrong door.
    const to = !this.return() && this.consoleSeats.only() ? '/right-door' : safeReturn(this.return());
    await this.router.navigateByUrl(to, { replaceUrl: true });
  }
}
