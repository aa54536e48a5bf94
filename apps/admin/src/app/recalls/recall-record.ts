import { Component, inject, input, output, signal } from '@angular/core';
import type { RecallView } from '@yigou/contracts';
import { RECALL_GRADES, RECALL_LINE_KINDS, RECALL_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { formatTime } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { harvestWords } from '../shared/weights';
import { LoadError } from '../shared/load-error';
import { decideForm, reportForm, setAsideForm } from './recall-forms';

/** One recall: batches, figures, stock held back, every order that is concerned, report and history. */
@Component({
  selector: 'yg-recall-record',
  imports: [EvidenceListComponent, Fact, FactList, FormDialog, LoadError, NzButtonComponent],
  template: `
    @if (recall.failure(); as error) {
      <yg-load-error [error]="error" (retry)="recall.reload()" />
    } @else if (recall.latest(); as one) {
      <yg-facts>
        <ng-template ygFact="状态">{{ statuses[one.status] }}{{ one.overdue ? '（已超过期限）' : '' }}</ng-template>
        <ng-template ygFact="等级">{{ grades[one.grade] }}</ng-template>
        <ng-template ygFact="产品">{{ one.productName }}（{{ one.certificateNumber }}）</ng-template>
        <ng-template ygFact="供应商"
          >{{ one.supplierName }}{{ one.bySupplier ? '（主动召回）' : '（责令召回）' }}</ng-template
        >
        <ng-template ygFact="批次">
          @for (batch of one.batches; track batch.number) {
            <p>{{ batch.number }}，{{ batch.harvestedOn }} 采收，未发 {{ weight(batch.leftGrams) }}</p>
          }
        </ng-template>
        <ng-template ygFact="原因">{{ one.reason }}</ng-template>
        <ng-template ygFact="买家怎么做">{{ one.advice }}</ng-template>
        <ng-template ygFact="完成期限">{{ one.completeBy }}</ng-template>
        <ng-template ygFact="涉及订单">
          {{ one.figures.orders }} 个，已通知 {{ one.figures.told }} 个；召回批次已发
          {{ one.figures.shipped }} 件，未登记批次 {{ one.figures.unknown }} 件，暂停发货 {{ one.figures.owed }} 件
        </ng-template>
        <ng-template ygFact="封存库存">
          {{ one.figures.held }} 件{{
            one.setAsideAt ? '，已核对，销毁 ' + one.figures.heldDestroyed + ' 件' : '，尚未核对'
          }}
        </ng-template>
        @if (one.report; as report) {
          <ng-template ygFact="原因分析">{{ report.causes }}</ng-template>
          <ng-template ygFact="处理和整改">{{ report.measures }}</ng-template>
        }
        @if (one.evidence.length > 0) {
          <ng-template ygFact="材料"><yg-evidence-list [files]="one.evidence" /></ng-template>
        }
        <ng-template ygFact="经过">
          @for (step of one.history; track step.at) {
            <p>{{ time(step.at) }} {{ step.by }}：{{ step.note }}</p>
          }
        </ng-template>
      </yg-facts>
      <div class="acts">
        @if (one.can.setAside) {
          <button nz-button type="button" (click)="setAside(one)" data-testid="set-aside-open">登记封存核对结果</button>
        }
        @if (one.can.report) {
          <button nz-button nzType="primary" type="button" (click)="report(one)" data-testid="recall-report-open">
            提交结案报告
          </button>
        }
        @if (one.can.close) {
          <button
            nz-button
            nzType="primary"
            type="button"
            (click)="decide(one, 'closeRecall')"
            data-testid="recall-close-open"
          >
            结案
          </button>
          <button nz-button type="button" (click)="decide(one, 'returnRecall')" data-testid="recall-return-open">
            退回报告
          </button>
        }
      </div>
      <table class="lines" data-testid="recall-lines">
        <caption>
          涉及的订单{{
            one.lines.length === 200 ? '（前 200 条）' : ''
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">订单</th>
            <th scope="col">商品</th>
            <th scope="col">件数</th>
            <th scope="col">情况</th>
            <th scope="col">收货人</th>
          </tr>
        </thead>
        <tbody>
          @for (line of one.lines; track line.id) {
            <tr>
              <td>{{ line.orderNumber }}</td>
              <td>{{ line.goods }}</td>
              <td>{{ line.pieces }}</td>
              <td>{{ kinds[line.kind] }}，{{ line.told ? '已通知' : '待通知' }}</td>
              <td>{{ line.receiver }} {{ line.phone }}</td>
            </tr>
          } @empty {
            <tr>
              <td colspan="5">没有订单涉及这些批次。</td>
            </tr>
          }
        </tbody>
      </table>
    } @else {
      <p aria-busy="true">正在读取…</p>
    }
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
  styles: `
    .acts {
      display: flex;
      gap: 8px;
      margin-top: 16px;
    }
    .lines {
      width: 100%;
      margin-top: 16px;
      border-collapse: collapse;
    }
    .lines caption {
      text-align: left;
      font-weight: 600;
    }
    .lines th,
    .lines td {
      padding: 4px 8px;
      text-align: left;
      border-bottom: 1px solid var(--color-line);
    }
  `,
})
export class RecallRecord {
  readonly id = input.required<string>();
  readonly route = input.required<'viewRecall' | 'viewSupplierRecall'>();
  readonly changed = output<void>();
  private readonly api = inject(ApiClient);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly recall = apiResource(
    () => this.route(),
    () => ({ params: { id: this.id() } }),
  );
  protected readonly statuses = RECALL_STATUSES;
  protected readonly grades = RECALL_GRADES;
  protected readonly kinds = RECALL_LINE_KINDS;
  protected readonly time = formatTime;
  protected readonly weight = harvestWords;

  protected setAside(recall: RecallView): void {
    this.dialog.set(setAsideForm(this.api, recall));
  }

  protected report({ id }: RecallView): void {
    this.dialog.set(reportForm(this.api, id));
  }

  protected decide({ id }: RecallView, route: 'closeRecall' | 'returnRecall'): void {
    this.dialog.set(decideForm(this.api, route, id));
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (!done) return;
    this.recall.reload();
    this.changed.emit();
  }
}
