import { Component, computed, inject, input, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import { toApiError } from '@yigou/web-data';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Field, FieldControl } from '../shared/field';
import { Session } from './session';

@Component({
  selector: 'yg-login',
  imports: [Field, FieldControl, FormsModule, NzAlertComponent, NzButtonComponent, NzInputDirective, RouterLink],
  templateUrl: './login.html',
  styleUrl: './gate.css',
})
export class Login {
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  /** Where to go afterwards, and whether a session ended: both from the address. */
  readonly next = input<string>();
  readonly ended = input<string>();

  protected readonly login = signal('');
  protected readonly password = signal('');
  protected readonly code = signal('');
  protected readonly challenge = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly error = signal('');
  protected readonly notice = computed(() => (this.ended() ? '登录已失效，请重新登录。未提交的内容没有保存。' : ''));

  protected async enter(): Promise<void> {
    if (!this.login().trim() || !this.password()) {
      this.error.set('请填写账号和密码。');
      return;
    }
    await this.attempt(async () => {
      const challenge = await this.session.login({ login: this.login().trim(), password: this.password() });
      this.challenge.set(challenge);
      if (!challenge) await this.proceed();
    });
  }

  protected async confirm(): Promise<void> {
    const challenge = this.challenge();
    if (!challenge) return;
    if (!/^\d{6}$/.test(this.code().trim())) {
      this.error.set('请填写 6 位动态验证码。');
      return;
    }
    await this.attempt(async () => {
      await this.session.secondFactor({ challenge, code: this.code().trim() });
      await this.proceed();
    });
  }

  protected back(): void {
    this.challenge.set(null);
    this.code.set('');
    this.error.set('');
  }

  private async attempt(step: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.error.set('');
    try {
      await step();
    } catch (error) {
      this.error.set(toApiError(error).message);
    } finally {
      this.busy.set(false);
    }
  }

  /** `next` comes from the address bar, so only a path of this console is followed. */
  private async proceed(): Promise<void> {
    const next = this.next();
    await this.router.navigateByUrl(next && /^\/(?![/\\])/.test(next) ? next : '/');
  }
}
