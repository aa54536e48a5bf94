import { Component, computed, effect, type ElementRef, input, linkedSignal, signal, viewChild } from '@angular/core';
import { EVIDENCE_SCANS, FILE_TYPES } from '@yigou/contracts/labels';
import { apiUrl } from '@yigou/web-data';
import { formatBytes, formatInstant } from '../format';
import { IconComponent } from '../icon';
import { type LabelledEvidence, nextZoom, type PageAt, pagesOf, type Zoom } from './pages';

/**
 * Evidence beside the form: each page is a picture from an authorised route, so that nothing of a stranger's file runs in the page.
 * Thumbnails of all files stand on the left; ← → or Page Up and Page Down turn pages through all files, + and − change the size.
 */
@Component({
  selector: 'yg-evidence-viewer',
  imports: [IconComponent],
  templateUrl: './evidence-viewer.html',
  styleUrl: './evidence-viewer.css',
  host: { '(keydown)': 'onKey($event)' },
})
export class EvidenceViewerComponent {
  readonly files = input.required<readonly LabelledEvidence[]>();
  /** Id of the file to begin with. */
  readonly selected = input<string | null>(null);

  protected readonly pages = computed(() => pagesOf(this.files()));
  protected readonly at = linkedSignal<number>(() => {
    const first = this.pages().findIndex((page) => page.file.evidence.id === this.selected());
    return Math.max(0, first);
  });
  protected readonly current = computed<PageAt | undefined>(() => this.pages()[this.at()]);
  protected readonly zoom = signal<Zoom>(1);
  /** The address whose picture has arrived, and the one that failed. */
  protected readonly shown = signal('');
  protected readonly failed = signal('');
  protected readonly types = FILE_TYPES;
  protected readonly scans = EVIDENCE_SCANS;
  protected readonly time = formatInstant;
  protected readonly bytes = formatBytes;
  private readonly stage = viewChild<ElementRef<HTMLElement>>('stage');

  constructor() {
    effect(() => {
      this.at();
      this.stage()?.nativeElement.scrollTo(0, 0);
    });
  }

  protected picture(page: PageAt, size: 'thumb' | 'page'): string {
    return apiUrl('getEvidencePage', { id: page.file.evidence.id, page: String(page.page) }, { size });
  }

  protected download(page: PageAt): string {
    return apiUrl('getEvidenceFile', { id: page.file.evidence.id });
  }

  protected go(index: number): void {
    this.at.set(Math.min(Math.max(0, index), this.pages().length - 1));
  }

  protected size(direction: 1 | -1): void {
    this.zoom.update((zoom) => nextZoom(zoom, direction));
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const turn: Record<string, () => void> = {
      ArrowLeft: () => this.go(this.at() - 1),
      PageUp: () => this.go(this.at() - 1),
      ArrowRight: () => this.go(this.at() + 1),
      PageDown: () => this.go(this.at() + 1),
      '+': () => this.size(1),
      '=': () => this.size(1),
      '-': () => this.size(-1),
    };
    const act = turn[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
