import { Component, computed, input, linkedSignal } from '@angular/core';
import { PhotoComponent } from '@yigou/web-ui';

/** One large picture and the others as buttons below it; arrow keys turn. */
@Component({
  selector: 'app-gallery',
  imports: [PhotoComponent],
  template: `
    <yg-photo
      class="main"
      [photoKey]="current()?.key ?? null"
      [alt]="current()?.alt ?? name()"
      [priority]="true"
      sizes="(max-width: 900px) 100vw, 560px"
    />
    @if (photos().length > 1) {
      <ul>
        @for (photo of photos(); track photo.key) {
          <li>
            <button
              type="button"
              [attr.aria-label]="'看第' + ($index + 1) + '张图'"
              [attr.aria-pressed]="$index === index()"
              (click)="index.set($index)"
              (keydown.arrowright)="turn(1)"
              (keydown.arrowleft)="turn(-1)"
            >
              <yg-photo [photoKey]="photo.key" sizes="80px" />
            </button>
          </li>
        }
      </ul>
    }
  `,
  styles: `
    .main {
      border-radius: var(--yg-radius);
    }
    ul {
      display: flex;
      gap: 10px;
      margin-block-start: 10px;
      overflow-x: auto;
    }
    button {
      display: block;
      width: 76px;
      padding: 2px;
      border: 2px solid transparent;
      border-radius: var(--yg-radius);
      background: none;
    }
    button[aria-pressed='true'] {
      border-color: var(--yg-field);
    }
    button yg-photo {
      border-radius: 4px;
    }
    @media (max-width: 720px) {
      .main {
        margin-inline: -16px;
        border-radius: 0;
      }
    }
  `,
})
export class GalleryComponent {
  readonly photos = input.required<readonly { key: string; alt: string }[]>();
  readonly name = input.required<string>();
  protected readonly index = linkedSignal({ source: () => this.photos(), computation: () => 0 });
  protected readonly current = computed(() => this.photos()[this.index()]);

  protected turn(step: 1 | -1): void {
    const count = this.photos().length;
    this.index.update((index) => (index + step + count) % count);
  }
}
