import { Component, computed, input } from '@angular/core';
import { photoUrl } from '@yigou/web-data';
import { StatusTag } from '../status-tag';
import type { Cell } from './table';

@Component({
  selector: 'yg-cell',
  imports: [StatusTag],
  template: `
    @let content = cell();
    @switch (content.kind) {
      @case ('tag') {
        <yg-status [label]="content.text" [tone]="content.tone" />
      }
      @case ('photo') {
        <span class="with-photo">
          @if (photo(); as src) {
            <img [src]="src" alt="" width="36" height="36" loading="lazy" />
          } @else {
            <span class="no-photo" aria-hidden="true">无图</span>
          }
          <span class="words">
            {{ content.text }}
            @if (content.demo) {
              <span class="demo">演示</span>
            }
            @if (content.sub) {
              <span class="sub">{{ content.sub }}</span>
            }
          </span>
        </span>
      }
      @case ('share') {
        <span class="share" aria-hidden="true"><span [style.width.%]="content.percent"></span></span>
        <span class="sub">{{ content.text }}</span>
      }
      @case ('text') {
        <span [class.mono]="content.mono" [class.quiet]="content.quiet">{{ content.text }}</span>
        @if (content.sub) {
          <span class="sub">{{ content.sub }}</span>
        }
      }
    }
  `,
  styles: `
    .with-photo {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    img,
    .no-photo {
      flex: none;
      width: 36px;
      height: 36px;
      border-radius: 4px;
      border: 1px solid var(--color-line);
      object-fit: cover;
    }
    .no-photo {
      display: grid;
      place-items: center;
      font-size: 12px;
      color: var(--color-muted);
      background: var(--color-sunken);
    }
    .words {
      min-width: 0;
    }
    .sub {
      display: block;
      font-size: 12px;
      line-height: 18px;
      color: var(--color-muted);
    }
    .share {
      display: block;
      width: 100%;
      min-width: 96px;
      max-width: 160px;
      height: 8px;
      margin-top: 6px;
      border-radius: 4px;
      overflow: hidden;
      background: var(--color-line);
    }
    .share > span {
      display: block;
      height: 100%;
      background: var(--color-primary);
    }
    .quiet {
      color: var(--color-muted);
    }
    .mono {
      font-family: var(--font-mono);
      font-size: 13px;
      overflow-wrap: anywhere;
    }
  `,
})
export class CellView {
  readonly cell = input.required<Cell>();
  protected readonly photo = computed(() => {
    const cell = this.cell();
    return cell.kind === 'photo' && cell.key ? photoUrl(cell.key, 400) : null;
  });
}
