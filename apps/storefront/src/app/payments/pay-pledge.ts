import { Component, inject, input, type OnInit } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PledgeView } from '@yigou/contracts';
import { ApiClient } from '@yigou/web-data';
import { CountPipe, ErrorStateComponent, FenPipe, IconComponent, InstantPipe, SkeletonComponent } from '@yigou/web-ui';
import { PaymentWatch } from './payment-watch';

/** Where the provider sends the browser back to, of shares of a group purchase. */
@Component({
  selector: 'app-pay-pledge',
  imports: [CountPipe, ErrorStateComponent, FenPipe, IconComponent, InstantPipe, RouterLink, SkeletonComponent],
  templateUrl: './pay-pledge.html',
  styleUrl: './pay-return.scss',
})
export class PayPledgePage implements OnInit {
  private readonly api = inject(ApiClient);

  /** Bound from the address. */
  readonly pledge = input<string>();
  /** The provider's hint of how it went. */
  readonly redirect_status = input<string>();

  protected readonly watch = new PaymentWatch<PledgeView>({
    sync: () => this.api.call('syncPledge', { params: this.params() }),
    read: () => this.api.call('getPledge', { params: this.params() }),
    pay: () => this.api.call('payPledge', { params: this.params() }),
  });
  protected readonly view = this.watch.view;
  private readonly params = () => ({ id: this.pledge() ?? '' });

  ngOnInit(): void {
    this.watch.given.set(this.redirect_status() === 'failed');
    void this.ask();
  }

  protected async ask(): Promise<void> {
    if (this.pledge()) await this.watch.ask();
  }

  /** Paid, and it counts; paid too late, and it goes back. */
  protected counts({ status }: PledgeView): boolean {
    return status === 'paid' || status === 'confirmed' || status === 'done';
  }
}
