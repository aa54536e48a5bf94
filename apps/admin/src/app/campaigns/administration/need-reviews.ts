import { Component, inject, input, output, signal, viewChild } from '@angular/core';
import { NEED_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { RecordHead, RecordPage, RecordTemplate } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import { type Decision, needDecisionForm, type NeedReview } from './decision-form';
import { needColumns } from '../need-columns';
import { NeedFacts } from '../need-facts';
import { NEED_TONES } from '../recipients-tones';

/** A need as an office looks at it before the public does. */
@Component({
  selector: 'yg-need-review',
  imports: [FormDialog, NeedFacts, NzButtonComponent, RecordHead, RecordPage, RecordTemplate, StatusTag],
  template: `
    <yg-record noun="项受赠需求">
      <ng-template [ygRecord]="data" let-one>
        <yg-record-head>
          <yg-status [label]="statuses[one.status]" [tone]="tones[one.status]" data-testid="need-status" />
          <ng-container recordActions>
            @if (one.can.decide) {
              <button nz-button type="button" (click)="ask(one, 'return')" data-testid="need-return">退回</button>
              <button nz-button nzType="primary" type="button" (click)="ask(one, 'approve')" data-testid="need-approve">
                通过并公开
              </button>
            }
          </ng-container>
        </yg-record-head>
        <yg-need-facts [need]="one" />
      </ng-template>
    </yg-record>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
})
export class NeedReviewRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  protected readonly data = apiResource('getNeedReview', () => ({ params: { id: this.id() } }));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly statuses = NEED_STATUSES;
  protected readonly tones = NEED_TONES;

  protected ask(one: NeedReview, decision: Decision): void {
    this.dialog.set(
      needDecisionForm(this.api, one, decision, (now) => {
        this.data.set(now);
        this.changed.emit();
      }),
    );
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (!done) this.data.reload();
  }
}

/** Needs of recipients of the region. */
@Component({
  selector: 'yg-need-reviews',
  imports: [DataTable, DetailTemplate, NeedReviewRecord, PageHeader],
  template: `
    <yg-page-header heading="受赠需求" note="受赠单位发布的需求，审核通过后公开，任何人都可以为它发起以购代捐。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-need-review [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class NeedReviews {
  protected readonly list = viewChild.required<DataTable<'listNeedReviews'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listNeedReviews',
    noun: '需求',
    testId: 'need',
    empty: '没有受赠需求。',
    filters: [{ kind: 'tabs', key: 'status', label: '状态', options: NEED_STATUSES }],
    columns: needColumns({
      key: 'recipient',
      title: '受赠单位',
      cell: ({ recipient, region }) => text(recipient.name, region?.path),
    }),
    drawerTitle: (row) => row?.title ?? '受赠需求',
  });
}
