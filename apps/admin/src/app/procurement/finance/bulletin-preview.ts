import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { bulletinTitle } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { Session } from '../../identity/session';
import { dayAhead } from '../../shared/deadlines';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { SelectName } from '../../shared/select-name';
import { SelectValue } from '../../shared/select-value';
import { BulletinFigures } from '../bulletin-figures';
import { periodsOver, publishForm } from '../bulletin-forms';

/** What the bulletin (通报) of a period would say if it were published now: looked at before everybody reads it. The address bar holds the period. */
@Component({
  selector: 'yg-bulletin-preview',
  imports: [
    BulletinFigures,
    FormDialog,
    NzButtonComponent,
    NzOptionComponent,
    NzSelectComponent,
    PageHeader,
    RecordPage,
    RecordTemplate,
    RouterLink,
    SelectName,
    SelectValue,
  ],
  template: `
    <yg-page-header heading="通报预览" note="按现在的数据计算，还没有发布，只有本部门看得到。发布时会重新计算一次。">
      <nz-select
        ygName="时段"
        [picked]="code()"
        (pickedChange)="choose($event)"
        [nzDropdownMatchSelectWidth]="false"
        data-testid="preview-period"
      >
        @for (option of options; track option[0]) {
          <nz-option [nzValue]="option[0]" [nzLabel]="option[1]" />
        }
      </nz-select>
      <a nz-button routerLink="/finance/bulletins">已发布的通报</a>
      @if (session.may('publishShareBulletin')) {
        <button nz-button nzType="primary" type="button" (click)="publish()" data-testid="preview-publish">
          发布这份通报
        </button>
      }
    </yg-page-header>
    <yg-record noun="份预览">
      <ng-template [ygRecord]="data" let-one>
        <p data-testid="preview-version">
          {{ one.region }}：{{ one.title }}，
          @if (one.version === 1) {
            还没有发布过。
          } @else {
            已发布 {{ one.version - 1 }} 版，再发布是第 {{ one.version }} 版，须写明更正原因。
          }
        </p>
        @if (one.totals.units === 0) {
          <p>本地区还没有登记的预算单位，没有可以通报的数据。</p>
        }
        <yg-bulletin-figures [of]="one" />
      </ng-template>
    </yg-record>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
  styles: `
    nz-select {
      min-width: 220px;
    }
  `,
})
export class BulletinPreview {
  /** From the address, as {@link periodsOver} codes it; the latest that is over where it says none. */
  readonly period = input<string>();

  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  protected readonly session = inject(Session);
  private readonly periods = periodsOver(dayAhead(0));
  protected readonly options = [...this.periods].map(([code, part]) => [code, bulletinTitle(part)] as const);
  protected readonly code = computed(() => {
    const asked = this.period() ?? '';
    return this.periods.has(asked) ? asked : (this.options[0]?.[0] ?? '');
  });
  protected readonly data = apiResource('previewShareBulletin', () => {
    const part = this.periods.get(this.code());
    return part && { query: part };
  });
  protected readonly dialog = signal<FormConfig | null>(null);

  protected choose(period: string): void {
    void this.router.navigate([], { queryParams: { period } });
  }

  protected publish(): void {
    this.dialog.set(publishForm(this.api, dayAhead(0), this.code()));
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done) void this.router.navigate(['/finance/bulletins']);
  }
}
