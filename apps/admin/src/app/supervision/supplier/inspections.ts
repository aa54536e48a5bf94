import { Component, computed, inject, signal } from '@angular/core';
import { INSPECTION_CAUSES, INSPECTION_ITEMS, INSPECTION_STATUSES, type InspectionItem } from '@yigou/contracts/labels';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, apiResource } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Session } from '../../identity/session';
import { dueTone, dueWords } from '../../shared/deadlines';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { formatTime } from '../../shared/format';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { StatusTag } from '../../shared/status-tag';
import { INSPECTION_TONES } from '../../shared/tones';

type Inspection = RouteResponse<'listSupplierInspections'>['items'][number];
const VERDICTS = { ok: '没有问题', problem: '有问题', not_checked: '未检查' } as const;

/** Inspections of own certificates: what was found, what is to be put right by when, and the report of it. */
@Component({
  selector: 'yg-supplier-inspections',
  imports: [
    EvidenceListComponent,
    Fact,
    FactList,
    FormDialog,
    LoadError,
    NzButtonComponent,
    NzSkeletonComponent,
    PageHeader,
    StatusTag,
  ],
  templateUrl: './inspections.html',
  styleUrl: '../../shared/column.css',
})
export class SupplierInspections {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly list = apiResource('listSupplierInspections');
  protected readonly dialog = signal<FormConfig | null>(null);
  /** What is to be answered stands first. */
  protected readonly items = computed(() => {
    const items = this.list.hasValue() ? this.list.value().items : [];
    return items.toSorted((a, b) => Number(b.status === 'rectifying') - Number(a.status === 'rectifying'));
  });
  protected readonly causes = INSPECTION_CAUSES;
  protected readonly statuses = INSPECTION_STATUSES;
  protected readonly tones = INSPECTION_TONES;
  protected readonly time = formatTime;
  protected readonly due = dueWords;
  protected readonly dueTone = dueTone;

  protected findings(one: Inspection): { label: string; verdict: string; bad: boolean }[] {
    if (!one.items) return [];
    return (Object.entries(one.items) as [InspectionItem, keyof typeof VERDICTS][]).map(([item, verdict]) => ({
      label: INSPECTION_ITEMS[item],
      verdict: VERDICTS[verdict],
      bad: verdict === 'problem',
    }));
  }

  protected report(one: Inspection): void {
    this.dialog.set({
      heading: '报告整改情况',
      testId: 'rectification',
      intro: `检查发现：${one.findings ?? ''}`,
      fields: [
        {
          key: 'report',
          label: '怎么改的',
          kind: 'area',
          max: 2000,
          hint: '改了什么、什么时候改好的，一条一条写清楚。',
        },
        { key: 'evidence', label: '整改证据', kind: 'evidence', optional: true, max: 20, hint: '照片、检验报告等。' },
      ],
      action: '提交整改报告',
      ...sendsTo(
        'reportRectification',
        (values) => ({ report: values.text('report'), evidenceIds: values.fileIds('evidence') }),
        async ({ body }) => {
          this.list.set(await this.api.call('reportRectification', { params: { id: one.id }, body }));
          return '已提交，等待复核。';
        },
        { evidenceIds: 'evidence' },
      ),
    });
  }
}
