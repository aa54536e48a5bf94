import { Component, input, signal } from '@angular/core';
import type { EvidenceView } from '@yigou/contracts';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzModalComponent, NzModalContentDirective, NzModalService } from 'ng-zorro-antd/modal';
import { ModalName } from '../modal-name';
import { EvidenceViewer } from './evidence-viewer';

/** Names of files; one that is pressed opens large. */
@Component({
  selector: 'yg-evidence-list',
  imports: [EvidenceViewer, ModalName, NzIconDirective, NzModalComponent, NzModalContentDirective],
  providers: [NzModalService],
  template: `
    <ul>
      @for (file of files(); track file.id) {
        <li>
          <button type="button" (click)="opened.set(file.id)" data-testid="evidence-open">
            <nz-icon nzType="file-text" aria-hidden="true" />{{ file.fileName }}
          </button>
        </li>
      }
    </ul>
    @if (opened(); as id) {
      <nz-modal
        [nzVisible]="true"
        nzTitle="佐证材料"
        nzWidth="min(960px, 96vw)"
        [nzFooter]="null"
        [nzStyle]="{ top: '3vh' }"
        (nzOnCancel)="opened.set(null)"
      >
        <yg-evidence-viewer *nzModalContent ygModalName="佐证材料" [files]="labelled()" [selected]="id" />
      </nz-modal>
    }
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 8px;
      margin: 4px 0 0;
      padding: 0;
      list-style: none;
    }
    button {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      min-height: 28px;
      max-width: 100%;
      padding: 0 8px;
      border: 1px solid var(--color-line);
      border-radius: 4px;
      background: var(--color-surface);
      color: var(--color-link);
      overflow-wrap: anywhere;
      text-align: left;
      cursor: pointer;
    }
    button:hover {
      border-color: var(--color-link);
    }
    @media (max-width: 720px) {
      button {
        min-height: 44px;
      }
    }
  `,
})
export class EvidenceList {
  readonly files = input.required<readonly EvidenceView[]>();
  protected readonly opened = signal<string | null>(null);
  protected labelled() {
    return this.files().map((evidence) => ({ label: '', evidence }));
  }
}
