import { Component, input, output } from '@angular/core';
import { DialogComponent } from '../dialog';
import { EvidenceViewerComponent } from './evidence-viewer';
import type { LabelledEvidence } from './pages';

/** The viewer in a dialog of its own. Open as long as it is there. */
@Component({
  selector: 'yg-evidence-dialog',
  imports: [DialogComponent, EvidenceViewerComponent],
  template: `
    <yg-dialog [open]="true" [wide]="true" heading="佐证材料" (closed)="closed.emit()">
      <yg-evidence-viewer [files]="files()" [selected]="selected()" />
    </yg-dialog>
  `,
})
export class EvidenceDialogComponent {
  readonly files = input.required<readonly LabelledEvidence[]>();
  /** Id of the file to begin with. */
  readonly selected = input<string | null>(null);
  readonly closed = output();
}
