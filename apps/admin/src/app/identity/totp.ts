import { Component, computed, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { DomSanitizer } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { ApiClient, apiResource } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { LoadError } from '../shared/load-error';
import { PageHeader } from '../shared/page-header';
import { Session } from './session';

@Component({
  selector: 'yg-totp',
  imports: [
    FieldComponent,
    FieldInputDirective,
    FormField,
    LoadError,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzSkeletonComponent,
    PageHeader,
    RouterLink,
  ],
  templateUrl: './totp.html',
  styleUrl: './totp.css',
})
export class Totp {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly message = inject(NzMessageService);
  private readonly sanitizer = inject(DomSanitizer);
  protected readonly session = inject(Session);

  protected readonly form = contractForm('confirmTotp', signal({ code: '' }), {
    guard: false,
    blames: { invalid_second_factor: 'code' },
  });
  protected readonly enrolment = apiResource('startTotp', () => (this.session.user()?.totpEnabled ? undefined : {}));
  /** As a picture, so that the SVG of the answer can run nothing. */
  protected readonly qr = computed(() => {
    if (!this.enrolment.hasValue()) return null;
    return this.sanitizer.bypassSecurityTrustUrl(
      `data:image/svg+xml,${encodeURIComponent(this.enrolment.value().qrSvg)}`,
    );
  });
  protected readonly secret = computed(() =>
    this.enrolment.hasValue() ? (this.enrolment.value().secret.match(/.{1,4}/g) ?? []).join(' ') : '',
  );

  protected async confirm(): Promise<void> {
    const sent = await this.form.send(async (body) => {
      await this.api.call('confirmTotp', body);
      await this.session.reload();
    });
    if (!sent) return;
    this.message.success('动态验证码已启用，下次登录时需要输入。');
    await this.router.navigateByUrl('/account');
  }
}
