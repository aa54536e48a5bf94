import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Doors } from './doors';
import { Session } from './session';

@Component({
  selector: 'yg-login',
  imports: [
    Doors,
    FieldComponent,
    FieldInputDirective,
    FormField,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    RouterLink,
  ],
  templateUrl: './login.html',
  styleUrl: './gate.css',
})
export class Login {
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  /** Where to go afterwards, and whether a session ended: both from the address. */
  readonly next = input<string>();
  readonly ended = input<string>();

  protected readonly form = contractForm('login', signal({ login: '', password: '' }), { guard: false });
  protected readonly challenge = signal<string | null>(null);
  protected readonly factor = contractForm('loginSecondFactor', signal({ code: '' }), {
    guard: false,
    body: ({ code }) => ({ challenge: this.challenge(), code }),
  });
  protected readonly notice = computed(() => (this.ended() ? '登录已失效，请重新登录。未提交的内容没有保存。' : ''));

  protected async enter(): Promise<void> {
    await this.form.send(async ({ body }) => {
      const challenge = await this.session.login(body);
      this.challenge.set(challenge);
      if (!challenge) await this.proceed();
    });
  }

  protected async confirm(): Promise<void> {
    await this.factor.send(async ({ body }) => {
      await this.session.secondFactor(body);
      await this.proceed();
    });
  }

  protected back(): void {
    this.challenge.set(null);
    this.factor.reset({ code: '' });
  }

  /** `next` comes from the address bar, so only a path of this console is followed. */
  private async proceed(): Promise<void> {
    const next = this.next();
    await this.router.navigateByUrl(next && /^\/(?![/\\])/.test(next) ? next : '/');
  }
}
