import { Component, computed, input, signal } from '@angular/core';
import type { EvidenceView } from '@yigou/contracts';
import { FILE_TYPES } from '@yigou/contracts/labels';
import { apiUrl } from '@yigou/web-data';
import { formatBytes } from '../format';
import { IconComponent } from '../icon';
import { EvidenceDialogComponent } from './evidence-dialog';

/** A stored file: its first page small, its name, and a way to look at it in full. */
@Component({
  selector: 'yg-evidence-tile',
  imports: [EvidenceDialogComponent, IconComponent],
  template: `
    @if (openable()) {
      <button type="button" (click)="opened.set(true)" data-testid="evidence-open">
        <img [src]="thumb()" alt="" width="48" height="48" loading="lazy" />
        <span>
          <span class="yg-sr-only">查看</span>
          <span class="name">{{ file().fileName }}</span>
          <small>{{ facts() }}</small>
        </span>
      </button>
    } @else {
      <div>
        <yg-icon name="file" />
        <span
          >{{ file().fileName }} <small>已上传 · {{ facts() }}</small></span
        >
      </div>
    }
    @if (opened()) {
      <yg-evidence-dialog [files]="[{ label: '', evidence: file() }]" (closed)="opened.set(false)" />
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    button,
    div {
      display: flex;
      align-items: center;
      gap: 12px;
      min-height: 44px;
      width: 100%;
    }
    button {
      padding: 0;
      border: 0;
      background: none;
      color: var(--yg-sky);
      text-align: start;
      cursor: pointer;
    }
    button:hover .name {
      text-decoration: underline;
    }
    img {
      flex: none;
      object-fit: cover;
      object-position: top;
      border: 1px solid var(--yg-line);
      border-radius: 4px;
      background: var(--yg-paper-2);
    }
    span {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    small {
      display: block;
      color: var(--yg-muted);
      font-size: 12px;
    }
  `,
})
export class EvidenceTileComponent {
  readonly file = input.required<EvidenceView>();
  /** Whether whoever sees the tile may look into the file. */
  readonly openable = input(true);
  protected readonly thumb = computed(() =>
    apiUrl('getEvidencePage', { id: this.file().id, page: '1' }, { size: 'thumb' }),
  );
  protected readonly opened = signal(false);
  protected readonly facts = computed(() => {
    const { mediaType, pages, bytes } = this.file();
    return [FILE_TYPES[mediaType], pages > 1 ? `${pages} 页` : '', formatBytes(bytes)].filter(Boolean).join(' · ');
  });
}
