import { Component, computed, effect, inject, input, linkedSignal, resource } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { BENEFIT_MECHANISMS, CERTIFICATE_LEVELS } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import {
  CalendarDatePipe,
  CountPipe,
  DemoTagComponent,
  EmptyStateComponent,
  ErrorStateComponent,
  IconComponent,
  InstantPipe,
  ProductCardComponent,
  SkeletonComponent,
  StatusTagComponent,
} from '@yigou/web-ui';
import { failureOf } from '../shell/failure';
import { ShopTitleStrategy } from '../shell/title-strategy';

const VERDICTS = {
  valid: { title: '证书有效', text: '这张证书在有效期内，下列信息与发证记录一致。' },
  suspended: { title: '证书已暂停', text: '发证机构正在核查，暂停期间不能作为认定产品销售。' },
  expired: { title: '证书已到期', text: '有效期已过，不再作为认定产品的凭证。' },
  withdrawn: { title: '证书已撤销', text: '这张证书已被移出目录，不再作为认定产品的凭证。' },
} as const;

/** Public verification: anybody may enter the number that is printed on a package. */
@Component({
  selector: 'app-certificate',
  imports: [
    CalendarDatePipe,
    CountPipe,
    DemoTagComponent,
    EmptyStateComponent,
    ErrorStateComponent,
    IconComponent,
    InstantPipe,
    ProductCardComponent,
    RouterLink,
    SkeletonComponent,
    StatusTagComponent,
  ],
  templateUrl: './certificate.html',
  styleUrl: './certificate.scss',
})
export class CertificatePage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);

  /** Bound from the address; absent on the empty form. */
  readonly number = input<string>();
  protected readonly typed = linkedSignal(() => this.number() ?? '');

  protected readonly answer = resource({
    params: () => this.number(),
    loader: ({ params }) => this.api.call('verifyCertificate', { params: { number: params } }),
  });
  protected readonly failure = computed(() => failureOf(this.answer));
  protected readonly page = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly verdict = computed(() => {
    const page = this.page();
    return page ? VERDICTS[page.certificate.status] : null;
  });
  protected readonly mechanisms = computed(() =>
    (this.page()?.certificate.mechanisms ?? []).map((code) => BENEFIT_MECHANISMS[code]).join('、'),
  );
  protected readonly level = computed(() => {
    const page = this.page();
    return page ? CERTIFICATE_LEVELS[page.certificate.level] : '';
  });

  constructor() {
    const title = inject(ShopTitleStrategy);
    effect(() => {
      const page = this.page();
      if (page) title.set(`证书 ${page.certificate.number}`);
    });
  }

  protected verify(event: Event): void {
    event.preventDefault();
    const number = this.typed().trim().normalize('NFKC');
    if (!number) return;
    if (number === this.number()) this.answer.reload();
    else void this.router.navigate(['/certificates', number]);
  }
}
