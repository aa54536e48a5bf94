import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FILING_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../identity/session';
import { dueTone, dueWords } from '../shared/deadlines';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../shared/record';
import { StatusTag } from '../shared/status-tag';
import { StepHistory } from '../shared/step-history';
import { SHARE_TONES } from '../shared/tones';
import { FilingFacts } from './filing-facts';
import { type Filing, stepsOf } from './filing-words';
import { passForm, returnForm, type Side } from './review-forms';

/** One version of a filing, as its unit, the units above it and the finance department see it, with the decision on it where it is theirs. */
@Component({
  selector: 'yg-filing-record',
  imports: [
    FilingFacts,
    FormDialog,
    NzButtonComponent,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    StatusTag,
    StepHistory,
  ],
  template: `
    <yg-record noun="份填报">
      <ng-template [ygRecord]="data" let-one>
        <yg-record-head>
          <yg-status [label]="statuses[one.status]" [tone]="tones[one.status]" data-testid="filing-status" />
          <span class="muted">{{ one.year }} 年 · 第 {{ one.version }} 版</span>
          @if (one.dueOn) {
            <yg-status [label]="due(one.dueOn)" [tone]="dueTone(one.dueOn)" />
          }
          <ng-container recordActions>
            @if (decides()) {
              <button nz-button type="button" (click)="ask(sendBack(one))" data-testid="filing-return">退回</button>
              <button nz-button nzType="primary" type="button" (click)="ask(pass(one))" data-testid="filing-pass">
                {{ side === 'finance' ? '确认' : '通过' }}
              </button>
            }
          </ng-container>
        </yg-record-head>
        <yg-filing-facts [filing]="one" />
        <yg-record-section heading="办理记录">
          <yg-step-history [steps]="steps(one)" testId="filing-history" />
        </yg-record-section>
      </ng-template>
    </yg-record>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
})
export class FilingRecord {
  readonly id = input.required<string>();
  readonly decided = output();

  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  protected readonly side: Side = this.session.seat()?.kind === 'finance' ? 'finance' : 'agency';
  private readonly asked = () => ({ params: { id: this.id() } });
  protected readonly data =
    this.side === 'finance' ? apiResource('getRegionFiling', this.asked) : apiResource('getFiling', this.asked);
  /** Whose turn it is: units above look at what was filed, finance at what they let pass. */
  protected readonly decides = computed(() => {
    const filing = this.data.latest();
    if (this.side === 'finance') return filing?.status === 'reviewed' && this.session.may('confirmFilings');
    const own = filing?.unit.id === this.session.seat()?.organisationId;
    return filing?.status === 'submitted' && !own && this.session.may('approveFilings');
  });
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly statuses = FILING_STATUSES;
  protected readonly tones = SHARE_TONES;
  protected readonly steps = stepsOf;
  protected readonly due = (on: string): string => dueWords(on);
  protected readonly dueTone = (on: string) => dueTone(on);

  protected pass({ id, unit }: Filing): FormConfig {
    return passForm(this.api, this.side, [{ id, name: unit.name }]);
  }

  protected sendBack({ id, unit }: Filing): FormConfig {
    return returnForm(this.api, this.side, [{ id, name: unit.name }]);
  }

  protected ask(config: FormConfig): void {
    this.dialog.set(config);
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    // Also after a refusal: somebody else may have been faster.
    this.data.reload();
    if (done) this.decided.emit();
  }
}
