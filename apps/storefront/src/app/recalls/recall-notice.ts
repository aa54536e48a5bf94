import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { apiResource } from '@yigou/web-data';
import { IconComponent, InstantPipe } from '@yigou/web-ui';

/** Where a product or a certificate is shown: that batches of it are being recalled, and where to read what to do. Nothing where there is no recall. */
@Component({
  selector: 'app-recall-notice',
  imports: [IconComponent, InstantPipe, RouterLink],
  template: `
    @for (one of open(); track one.number) {
      <p class="notice notice--bad" role="note" data-testid="recall-notice">
        <yg-icon name="warning" /><span
          >有批次正在召回（{{ one.openedAt | instant: 'short' }} 启动），买过的请看<a
            [routerLink]="['/recalls', one.number]"
            >哪些批次、应该怎么做</a
          >。</span
        >
      </p>
    }
  `,
})
export class RecallNoticeComponent {
  readonly productId = input<string>();
  readonly certificateNumber = input<string>();
  private readonly list = apiResource('listPublicRecalls', () => ({
    query: { productId: this.productId(), certificateNumber: this.certificateNumber() },
  }));
  protected readonly open = computed(() => this.list.latest()?.items.filter(({ status }) => status !== 'closed') ?? []);
}
