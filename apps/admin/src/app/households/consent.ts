import { Component, input } from '@angular/core';
import { apiResource } from '@yigou/web-data';
import { EvidenceListComponent } from '@yigou/web-ui';

/** The paper on which somebody agreed that another acts for them. */
@Component({
  selector: 'yg-consent',
  imports: [EvidenceListComponent],
  template: `
    @if (file.hasValue()) {
      <yg-evidence-list [files]="[file.value()]" />
    } @else if (file.error()) {
      <span class="muted">同意书没有显示出来，请稍后再看。</span>
    } @else {
      <span class="muted">正在读取</span>
    }
  `,
})
export class Consent {
  readonly evidenceId = input.required<string>();
  protected readonly file = apiResource('getEvidence', () => ({ params: { id: this.evidenceId() } }));
}
