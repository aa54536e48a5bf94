import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  BENEFIT_MECHANISMS,
  CERTIFICATE_LEVELS,
  demoFieldWords,
  INSPECTION_STATUSES,
  isDemoField,
} from '@yigou/contracts/labels';
import { apiResource, apiUrl } from '@yigou/web-data';
import {
  CalendarDatePipe,
  CountPipe,
  DemoFieldComponent,
  DemoTagComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  formatFen,
  GramsPipe,
  IconComponent,
  InstantPipe,
  ProductCardComponent,
  SkeletonComponent,
  TimelineComponent,
} from '@yigou/web-ui';
import { RecallNoticeComponent } from '../recalls/recall-notice';
import { pageHead, SHOP_ORIGIN } from '../shell/page-head';
import { certificateHead } from './certificate-head';
import { QrCodeComponent } from './qr-code';
import { certificateTimeline, marketDay, sinceWords, standingOf } from './standing';
import { TraceChainComponent } from '../traceability/trace-chain';
import { VerifyFieldComponent } from './verify-field';

/** What anybody may know of a certificate: how it stands and why, whom it carries, what it covers, what was inspected. */
@Component({
  selector: 'app-certificate',
  imports: [
    CalendarDatePipe,
    CountPipe,
    DemoFieldComponent,
    DemoTagComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    GramsPipe,
    IconComponent,
    InstantPipe,
    ProductCardComponent,
    QrCodeComponent,
    RecallNoticeComponent,
    RouterLink,
    SkeletonComponent,
    TimelineComponent,
    TraceChainComponent,
    VerifyFieldComponent,
  ],
  templateUrl: './certificate.html',
  styleUrl: './certificate.scss',
})
export class CertificatePage {
  private readonly origin = inject(SHOP_ORIGIN);
  /** Bound from the address. */
  readonly number = input.required<string>();

  protected readonly answer = apiResource('verifyCertificate', () => ({ params: { number: this.number() } }));
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly standing = computed(() => {
    const page = this.page();
    return page ? standingOf(page.certificate, marketDay(page.checkedAt)) : null;
  });
  /** Something took it away, and a reason says what. */
  protected readonly stopped = computed(() => ['wait', 'bad'].includes(this.standing()?.tone ?? ''));
  protected readonly demoNote = computed(() => {
    const fields = this.page()?.certificate.demoFields ?? [];
    if (isDemoField(fields)) return '这张证书全部是演示数据，不是任何机构签发的真实证书。';
    return `这张证书不是任何机构签发的真实证书。演示补充的内容：${demoFieldWords(fields)}；其余来自公示页。`;
  });
  protected readonly since = computed(() => (this.page() ? sinceWords(this.page()!) : ''));
  protected readonly mechanisms = computed(() =>
    (this.page()?.certificate.mechanisms ?? []).map((code) => BENEFIT_MECHANISMS[code]).join('、'),
  );
  protected readonly level = computed(() => {
    const page = this.page();
    return page ? CERTIFICATE_LEVELS[page.certificate.level] : '';
  });
  protected readonly scope = computed(() =>
    (this.page()?.scope ?? []).map((line) => ({
      ...line,
      unit: `${formatFen(Math.round((line.priceFen * 500) / line.netWeightGrams))}/500克`,
    })),
  );
  protected readonly timeline = computed(() => certificateTimeline(this.page()?.steps ?? []));
  protected readonly inspections = computed(() =>
    (this.page()?.inspections ?? []).map((item) => ({
      ...item,
      word: INSPECTION_STATUSES[item.status],
      tone: item.status === 'passed' ? 'good' : item.status === 'failed' ? 'bad' : 'wait',
    })),
  );
  protected readonly pdf = computed(() => apiUrl('certificatePdf', { number: this.page()?.certificate.number ?? '' }));
  /** The page itself, as it stands on packages. */
  protected readonly address = computed(
    () => `${this.origin}/certificates/${encodeURIComponent(this.page()?.certificate.number ?? '')}`,
  );

  constructor() {
    pageHead(() => {
      const page = this.page();
      return page && certificateHead(page, this.standing()?.word ?? '', this.origin);
    }, this.failure);
  }

  protected print(): void {
    window.print();
  }
}
