import { isPlatformBrowser } from '@angular/common';
import { Component, computed, inject, input, PLATFORM_ID, resource } from '@angular/core';

/** Pixels of the drawn picture; shown at half of it, sharp on dense screens and on paper. */
const DRAWN = 320;

/** An address as a QR code. The library is loaded when the first one is shown; without it the page stays as it is. */
@Component({
  selector: 'app-qr-code',
  template: `
    @if (picture(); as src) {
      <img [src]="src" width="160" height="160" [alt]="alt()" />
    }
  `,
  styles: `
    :host {
      display: block;
      width: 160px;
      height: 160px;
      border: 1px solid var(--yg-line);
      border-radius: var(--yg-radius);
      background: #fff;
      overflow: hidden;
    }
  `,
})
export class QrCodeComponent {
  readonly text = input.required<string>();
  readonly alt = input.required<string>();
  private readonly inBrowser = isPlatformBrowser(inject(PLATFORM_ID));
  private readonly drawn = resource({
    params: () => (this.inBrowser ? this.text() : undefined),
    loader: async ({ params }) => {
      const { default: qr } = await import('qrcode');
      return qr.toDataURL(params, { width: DRAWN, margin: 2, errorCorrectionLevel: 'M' });
    },
  });
  protected readonly picture = computed(() => (this.drawn.hasValue() ? this.drawn.value() : null));
}
