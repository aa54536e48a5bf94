import { Component, computed, input, signal } from '@angular/core';
import type { EvidenceView } from '@yigou/contracts';
import { EVIDENCE_TYPES } from '@yigou/contracts/labels';
import { apiUrl } from '@yigou/web-data';
import { NzModalComponent, NzModalContentDirective, NzModalService } from 'ng-zorro-antd/modal';
import { ModalName } from '../modal-name';
import { EvidenceViewer } from '../evidence-viewer/evidence-viewer';
import { sizeWords } from './evidence-file';

/** A stored file: its first page small, its name, and a way to look at it in full. */
@Component({
  selector: 'yg-evidence-tile',
  imports: [EvidenceViewer, ModalName, NzModalComponent, NzModalContentDirective],
  providers: [NzModalService],
  template: `
    <button type="button" (click)="opened.set(true)">
      <img [src]="thumb()" alt="" width="48" height="48" loading="lazy" />
      <span>
        <span class="visually-hidden">查看</span>
        {{ file().fileName }}
        <small>{{ facts() }}</small>
      </span>
    </button>
    @if (opened()) {
      <nz-modal
        [nzVisible]="true"
        nzTitle="佐证材料"
        nzWidth="min(960px, 96vw)"
        [nzFooter]="null"
        [nzStyle]="{ top: '3vh' }"
        (nzOnCancel)="opened.set(false)"
      >
        <yg-evidence-viewer *nzModalContent ygModalName="佐证材料" [files]="[{ label: '', evidence: file() }]" />
      </nz-modal>
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    button {
      display: flex;
      align-items: center;
      gap: 12px;
      min-height: 44px;
      width: 100%;
      padding: 0;
      border: 0;
      background: none;
      color: var(--color-link);
      text-align: left;
      cursor: pointer;
    }
    button:hover span {
      text-decoration: underline;
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
  protected readonly opened = signal(false);
  protected readonly facts = computed(() => {
    const { mediaType, pages, bytes } = this.file();
    return [EVIDENCE_TYPES[mediaType], pages > 1 ? `${pages} 页` : '', sizeWords(bytes)].filter(Boolean).join(' · ');
  });
}
