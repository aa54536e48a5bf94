import { Component, computed, type ElementRef, input, linkedSignal, output, viewChildren } from '@angular/core';
import type { RegionView } from '@yigou/contracts';
import { formatCount } from '@yigou/web-ui';
import { PROVINCE_TILES, type ProvinceTile, tileTowards } from './province-tiles';

interface Tile extends ProvinceTile {
  /** Null for a province without counties of the 832, which opens nothing. */
  readonly code: string | null;
  readonly products: number;
  /** How much is on sale from there, 0 to 3. */
  readonly shade: number;
}

/**
 * The provinces as tiles of a grid; those with counties of the 832 open them. One stop for the Tab key, then arrows lead from tile to tile and Enter or the
 * space bar opens; a screen reader hears a list of buttons.
 */
@Component({
  selector: 'app-province-map',
  template: `
    <p class="yg-sr-only" id="province-map-hint">用方向键在省份之间移动，按回车键看这个省的县。</p>
    <ul aria-label="省份" aria-describedby="province-map-hint">
      @for (tile of tiles(); track tile.prefix) {
        <li [style.grid-area]="tile.row + ' / ' + tile.column">
          @if (tile.code; as code) {
            <button
              #button
              type="button"
              [attr.aria-pressed]="code === chosen()"
              [attr.data-prefix]="tile.prefix"
              [attr.data-shade]="tile.shade"
              [tabIndex]="tile.prefix === current() ? 0 : -1"
              (focus)="current.set(tile.prefix)"
              (click)="picked.emit(code)"
              (keydown)="move($event)"
            >
              {{ tile.name }}
              @if (tile.products) {
                <span>{{ count(tile.products) }}<span class="yg-sr-only">种产品</span></span>
              }
            </button>
          } @else {
            <span class="none" aria-hidden="true">{{ tile.name }}</span>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      grid-template: repeat(8, minmax(0, 1fr)) / repeat(8, minmax(0, 1fr));
      gap: 4px;
      aspect-ratio: 1;
    }
    li {
      min-inline-size: 0;
    }
    button,
    .none {
      display: grid;
      place-content: center;
      justify-items: center;
      inline-size: 100%;
      block-size: 100%;
      min-inline-size: 0;
    }
    button,
    .none {
      border: 1px solid var(--yg-line);
      border-radius: 6px;
      background: var(--yg-surface);
      font-size: 15px;
      line-height: 1.3;
      white-space: nowrap;
    }
    button {
      padding: 0;
      color: var(--yg-ink);
      cursor: pointer;
    }
    button span {
      color: var(--yg-ink-2);
      font-size: 12px;
    }
    .none {
      border-style: dashed;
      background: none;
      color: var(--yg-muted);
    }
    [data-shade='1'] {
      background: color-mix(in srgb, var(--yg-field) 8%, var(--yg-surface));
    }
    [data-shade='2'] {
      background: color-mix(in srgb, var(--yg-field) 16%, var(--yg-surface));
    }
    [data-shade='3'] {
      background: color-mix(in srgb, var(--yg-field) 26%, var(--yg-surface));
    }
    button:hover {
      border-color: var(--yg-field);
    }
    button[aria-pressed='true'] {
      border-color: var(--yg-field-deep);
      background: var(--yg-field-deep);
      color: #fff;
    }
    button[aria-pressed='true'] span {
      color: #fff;
    }
    @media (max-width: 720px) {
      ul {
        gap: 1px;
      }
      button,
      .none {
        border-radius: 4px;
        font-size: 12px;
      }
      button span {
        font-size: 10px;
      }
    }
  `,
})
export class ProvinceMapComponent {
  /** Those that open something. */
  readonly provinces = input.required<readonly RegionView[]>();
  /** The code of the one that is open. */
  readonly chosen = input<string | null>(null);
  /** The code of the one to open. */
  readonly picked = output<string>();

  private readonly buttons = viewChildren<ElementRef<HTMLButtonElement>>('button');
  protected readonly count = formatCount;
  protected readonly tiles = computed<readonly Tile[]>(() => {
    const byPrefix = new Map(this.provinces().map((province) => [province.code.slice(0, 2), province]));
    const most = Math.max(1, ...this.provinces().map(({ productCount }) => productCount));
    return PROVINCE_TILES.map((tile) => {
      const province = byPrefix.get(tile.prefix);
      const products = province?.productCount ?? 0;
      return {
        ...tile,
        code: province?.code ?? null,
        products,
        shade: products === 0 ? 0 : Math.ceil((products / most) * 3),
      };
    });
  });
  private readonly open = computed(() => this.tiles().filter(({ code }) => code !== null));
  /** The tile that the Tab key leads to. */
  protected readonly current = linkedSignal(() => this.chosen()?.slice(0, 2) ?? this.open()[0]?.prefix ?? '');

  protected move(event: KeyboardEvent): void {
    const from = this.open().find(({ prefix }) => prefix === this.current());
    const to = from && tileTowards(this.open(), from, event.key);
    if (!to) return;
    event.preventDefault();
    this.current.set(to.prefix);
    this.buttons()
      .find(({ nativeElement }) => nativeElement.dataset['prefix'] === to.prefix)
      ?.nativeElement.focus();
  }
}
