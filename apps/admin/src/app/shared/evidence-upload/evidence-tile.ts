import { Component, computed, input } from '@angular/core';
import type { EvidenceView } from '@yigou/contracts';
import { EVIDENCE_TYPES } from '@yigou/contracts/labels';
import { apiUrl } from '@yigou/web-data';
import { sizeWords } from './evidence-file';

/** A stored file: its first page small, its name, and a way to look at it in full. */
@Component({
  selector: 'yg-evidence-tile',
  template: `
    <a [href]="page()" target="_blank" rel="noopener" [attr.aria-label]="'查看 ' + file().fileName">
      <img [src]="thumb()" alt="" width="48" height="48" loading="lazy" />
      <span>
        {{ file().fileName }}
        <small>{{ facts() }}</small>
      </span>
    </a>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    a {
      display: flex;
      align-items: center;
      gap: 12px;
      min-height: 44px;
    }
    img {
      flex: none;
      object-fit: cover;
      object-position: top;
      border: 1px solid var(--color-line);
      border-radius: 4px;
      background: var(--color-sunken);
    }
    span {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    small {
      display: block;
      color: var(--color-muted);
    }
  `,
})
export class EvidenceTile {
  readonly file = input.required<EvidenceView>();
  protected readonly thumb = computed(() =>
    apiUrl('getEvidencePage', { id: this.file().id, page: '1' }, { size: 'thumb' }),
  );
  /** A picture opens as a picture, a document of several pages as the file itself. */
  protected readonly page = computed(() =>
    this.file().pages > 1
      ? apiUrl('getEvidenceFile', { id: this.file().id })
      : apiUrl('getEvidencePage', { id: this.file().id, page: '1' }),
  );
  protected readonly facts = computed(() => {
    const { mediaType, pages, bytes } = this.file();
    return [EVIDENCE_TYPES[mediaType], pages > 1 ? `${pages} 页` : '', sizeWords(bytes)].filter(Boolean).join(' · ');
  });
}
