import { Component, computed, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CalendarDatePipe, CountPipe, GramsPipe, IconComponent } from '@yigou/web-ui';
import type { CertificatePageView } from '../certification/standing';

const SHOWN_HOUSEHOLDS = 8;
const SHOWN_BATCHES = 3;

/** The way of the goods as one can read it: households (masked) → supplier → batches → product. */
@Component({
  selector: 'app-trace-chain',
  imports: [CalendarDatePipe, CountPipe, GramsPipe, IconComponent, RouterLink],
  templateUrl: './trace-chain.html',
  styleUrl: './trace-chain.scss',
})
export class TraceChainComponent {
  readonly page = input.required<CertificatePageView>();

  protected readonly certificate = computed(() => this.page().certificate);
  protected readonly chain = computed(() => this.page().chain);
  protected readonly all = linkedSignal({ source: () => this.page().certificate.number, computation: () => false });
  protected readonly households = computed(() =>
    this.all() ? this.chain().households : this.chain().households.slice(0, SHOWN_HOUSEHOLDS),
  );
  protected readonly folded = computed(() => this.chain().households.length - this.households().length);
  /** Households of the certificate that are not named one by one. */
  protected readonly unnamed = computed(() =>
    Math.max(0, this.chain().householdCount - this.chain().households.length),
  );
  protected readonly confirmed = computed(() => this.chain().households.filter((item) => item.confirmed).length);
  /** Newest harvest first. */
  protected readonly batches = computed(() =>
    [...this.chain().batches].sort((a, b) => b.harvestedOn.localeCompare(a.harvestedOn)).slice(0, SHOWN_BATCHES),
  );
  protected readonly olderBatches = computed(() => this.chain().batches.length - this.batches().length);
}
