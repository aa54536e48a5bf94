import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { photoUrl } from '@yigou/web-data';

/** A stored picture in AVIF with WebP behind it; a quiet drawing stands in while there is none or it cannot be loaded. */
@Component({
  selector: 'yg-photo',
  template: `
    @if (photoKey(); as key) {
      @if (!failed()) {
        <picture>
          <source type="image/avif" [attr.srcset]="srcset(key, 'avif')" [attr.sizes]="sizes()" />
          <img
            [src]="url(key)"
            [attr.srcset]="srcset(key, 'webp')"
            [attr.sizes]="sizes()"
            [alt]="alt()"
            [attr.loading]="priority() ? 'eager' : 'lazy'"
            [attr.fetchpriority]="priority() ? 'high' : null"
            decoding="async"
            width="800"
            height="800"
            (error)="failed.set(true)"
          />
        </picture>
      }
    }
    @if (fallback()) {
      <svg
        viewBox="0 0 120 120"
        [attr.role]="alt() ? 'img' : null"
        [attr.aria-label]="alt() || null"
        [attr.aria-hidden]="alt() ? null : true"
      >
        <g fill="none" stroke="#8a8d80" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
          <path d="M60 78V50M60 62c-10 0-16-6-17-16 10 0 16 6 17 16ZM60 54c0-9 5-15 15-16 1 10-5 16-15 16Z" />
          <path d="M30 78h60M38 86h44M48 94h24" />
        </g>
      </svg>
    }
  `,
  styles: `
    :host {
      display: block;
      position: relative;
      aspect-ratio: 1;
      overflow: hidden;
      background: var(--yg-paper-2);
    }
    picture,
    img,
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
    img {
      object-fit: cover;
    }
  `,
})
export class PhotoComponent {
  readonly photoKey = input.required<string | null>();
  /** Empty when the name stands beside the picture. */
  readonly alt = input('');
  readonly sizes = input('400px');
  /** True for the picture that the page opens with. */
  readonly priority = input(false);

  protected readonly failed = signal(false);
  protected readonly fallback = computed(() => !this.photoKey() || this.failed());

  constructor() {
    effect(() => {
      this.photoKey();
      untracked(() => this.failed.set(false));
    });
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // A picture of a rendered page may have failed before anybody listened.
    afterNextRender(() => {
      const picture = host.querySelector('img');
      if (picture?.complete && picture.currentSrc && picture.naturalWidth === 0) this.failed.set(true);
    });
  }

  protected url(key: string): string {
    return photoUrl(key, 400, 'webp');
  }
  protected srcset(key: string, format: 'avif' | 'webp'): string {
    return `${photoUrl(key, 400, format)} 400w, ${photoUrl(key, 800, format)} 800w`;
  }
}
