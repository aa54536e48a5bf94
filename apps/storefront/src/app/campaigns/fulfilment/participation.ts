import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { CAMPAIGN_FORMS } from '@yigou/contracts/labels';
import { apiResource, apiUrl } from '@yigou/web-data';
import {
  CalendarDatePipe,
  CountPipe,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  GramsPipe,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
} from '@yigou/web-ui';
import { QrCodeComponent } from '../../certification/qr-code';
import { CampaignImpactComponent } from './campaign-impact';
import { SHOP_ORIGIN } from '../../shell/page-head';

/** Where anybody checks a certificate of participation, 参与证书: who took part in what, and what it did. */
@Component({
  selector: 'app-participation',
  imports: [
    CalendarDatePipe,
    CampaignImpactComponent,
    CountPipe,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    GramsPipe,
    IconComponent,
    InstantPipe,
    QrCodeComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './participation.html',
  styleUrl: './participation.scss',
})
export class ParticipationPage {
  private readonly origin = inject(SHOP_ORIGIN);
  private readonly router = inject(Router);

  /** Bound from the address; nothing: it is to be typed. */
  readonly number = input('', { transform: (given: string | undefined) => given ?? '' });
  /** It is one's own, and thanks are said. */
  readonly own = input(false);

  protected readonly typed = linkedSignal(() => this.number());
  protected readonly answer = apiResource('verifyParticipation', () =>
    this.number() ? { params: { number: this.number() } } : undefined,
  );
  protected readonly failure = this.answer.failure;
  protected readonly view = this.answer.latest;
  protected readonly form = computed(() => CAMPAIGN_FORMS[this.view()?.form ?? 'group_buy']);
  protected readonly pdf = computed(() => apiUrl('participationPdf', { number: this.view()?.number ?? '' }));
  protected readonly address = computed(() => `${this.origin}/participations/${this.view()?.number ?? ''}`);

  protected verify(event: Event): void {
    event.preventDefault();
    const number = this.typed().trim().normalize('NFKC').toUpperCase();
    if (!number) return;
    if (number === this.number()) this.answer.reload();
    else void this.router.navigate(['/participations', number]);
  }
}
