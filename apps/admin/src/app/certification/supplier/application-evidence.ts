import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { ApplicationView, EvidenceView } from '@yigou/contracts';
import { EVIDENCE_KIND_CODES, EVIDENCE_KINDS, type EvidenceKind } from '@yigou/contracts/labels';
import { ApiClient, toApiError } from '@yigou/web-data';
import { EvidenceUploadComponent } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { StatusTag } from '../../shared/status-tag';

const NOTES: Partial<Record<EvidenceKind, string>> = {
  quality_report: '有资质的检测机构出具，一年以内。',
  origin_proof: '村委会、乡镇或农业部门开具。',
  benefit_proof: '订单、务工名册、分红表、流转合同等，能看出带动了哪些户。',
  price_proof: '成本核算、市场价截图、以往的销售单据。',
  commitment: '下载、签字、盖章后拍照上传。',
  photo: '包装正面、标签和产品本身。',
};

/** Evidence by kind: what policy demands stands first, with what is still missing. */
@Component({
  selector: 'yg-application-evidence',
  imports: [EvidenceUploadComponent, NzAlertComponent, StatusTag],
  template: `
    @if (failure()) {
      <nz-alert nzType="error" nzShowIcon [nzMessage]="failure()" role="alert" />
    }
    @for (group of groups(); track group.kind) {
      <section class="kind" [attr.aria-label]="labels[group.kind]" [attr.data-testid]="'evidence-' + group.kind">
        <p class="card-head">
          <b>{{ labels[group.kind] }}</b>
          @if (group.required) {
            <yg-status
              [label]="group.files.length > 0 ? '已上传' : '必须，还没有'"
              [tone]="group.files.length > 0 ? 'go' : 'todo'"
            />
          }
        </p>
        @if (group.note) {
          <p class="late" role="alert">审核意见：{{ group.note }}</p>
        }
        @if (notes[group.kind]; as hint) {
          <p class="muted">{{ hint }}</p>
        }
        <yg-evidence-upload
          [label]="labels[group.kind]"
          [files]="group.files"
          [writable]="writable()"
          [testId]="'upload-' + group.kind"
          (added)="attach($event, group.kind)"
          (removed)="detach($event)"
        />
      </section>
    }
    @if (writable() && others().length > 0) {
      <label class="more">
        还想补充
        <select class="ant-input" (change)="show($any($event.target))" data-testid="evidence-more">
          <option value="">选择一种材料</option>
          @for (kind of others(); track kind) {
            <option [value]="kind">{{ labels[kind] }}</option>
          }
        </select>
      </label>
    }
  `,
  styleUrl: '../../shared/column.css',
  styles: `
    .kind + .kind {
      margin-top: 20px;
    }
    .kind p {
      margin: 0 0 4px;
    }
    .more {
      display: grid;
      gap: 4px;
      max-width: 320px;
      margin-top: 20px;
    }
  `,
})
export class ApplicationEvidence {
  readonly application = input.required<ApplicationView>();
  readonly writable = input(true);
  readonly changed = output<ApplicationView>();

  private readonly api = inject(ApiClient);
  protected readonly labels = EVIDENCE_KINDS;
  protected readonly notes = NOTES;
  protected readonly failure = signal('');
  /** Kinds that policy does not demand and the person wants to add. */
  private readonly wanted = signal<readonly EvidenceKind[]>([]);

  private readonly shown = computed(() => {
    const { requiredEvidence, evidence } = this.application();
    return new Set([...requiredEvidence, ...evidence.map((one) => one.kind), ...this.wanted()]);
  });
  protected readonly others = computed(() => EVIDENCE_KIND_CODES.filter((kind) => !this.shown().has(kind)));
  protected readonly groups = computed(() => {
    const { requiredEvidence, evidence, fieldNotes } = this.application();
    return EVIDENCE_KIND_CODES.filter((kind) => this.shown().has(kind))
      .map((kind) => ({
        kind,
        required: requiredEvidence.includes(kind),
        note: fieldNotes[`evidence.${kind}`] ?? '',
        files: evidence.filter((one) => one.kind === kind).map((one) => one.evidence),
      }))
      .toSorted((a, b) => Number(b.required) - Number(a.required));
  });

  protected show(field: HTMLSelectElement): void {
    const kind = EVIDENCE_KIND_CODES.find((code) => code === field.value);
    field.value = '';
    if (kind) this.wanted.update((all) => [...all, kind]);
  }

  protected attach(file: EvidenceView, kind: EvidenceKind): Promise<void> {
    return this.act(() =>
      this.api.call('attachApplicationEvidence', {
        params: { id: this.application().id },
        body: { evidenceId: file.id, kind },
      }),
    );
  }

  protected detach(file: EvidenceView): Promise<void> {
    const id = this.application().id;
    return this.act(() => this.api.call('detachApplicationEvidence', { params: { id, evidenceId: file.id } }));
  }

  /** A refusal shows again what is stored. */
  private async act(call: () => Promise<ApplicationView>): Promise<void> {
    this.failure.set('');
    try {
      this.changed.emit(await call());
    } catch (error) {
      this.failure.set(toApiError(error).message);
      this.changed.emit({ ...this.application() });
    }
  }
}
