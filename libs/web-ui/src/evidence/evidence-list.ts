import { Component, computed, input, signal } from '@angular/core';
import type { EvidenceView } from '@yigou/contracts';
import { IconComponent } from '../icon';
import { EvidenceDialogComponent } from './evidence-dialog';
import type { LabelledEvidence } from './pages';

/** Names of files; one that is pressed opens large. */
@Component({
  selector: 'yg-evidence-list',
  imports: [EvidenceDialogComponent, IconComponent],
  template: `
    <ul>
      @for (file of files(); track file.id) {
        <li>
          <button type="button" (click)="opened.set(file.id)" data-testid="evidence-open">
            <yg-icon name="file" [size]="16" />{{ file.fileName }}
          </button>
        </li>
      }
    </ul>
    @if (opened(); as id) {
      <yg-evidence-dialog [files]="labelled()" [selected]="id" (closed)="opened.set(null)" />
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
      border: 1px solid var(--yg-line);
      border-radius: 4px;
      background: var(--yg-surface);
      color: var(--yg-sky);
      overflow-wrap: anywhere;
      text-align: start;
      cursor: pointer;
    }
    button:hover {
      border-color: var(--yg-sky);
    }
    @media (max-width: 720px) {
      button {
        min-height: 44px;
      }
    }
  `,
})
export class EvidenceListComponent {
  readonly files = input.required<readonly EvidenceView[]>();
  protected readonly opened = signal<string | null>(null);
  protected readonly labelled = computed<LabelledEvidence[]>(() =>
    this.files().map((evidence) => ({ label: '', evidence })),
  );
}
