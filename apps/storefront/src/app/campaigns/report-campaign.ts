import { Component, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import {
  CAMPAIGN_COMPLAINT_KIND_CODES,
  CAMPAIGN_COMPLAINT_KINDS,
  type CampaignComplaintKind,
} from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { contractForm, DialogComponent, FieldComponent, FieldInputDirective, IconComponent } from '@yigou/web-ui';

/** Says what is wrong with a campaign, 举报: no account and no name needed; the offices that may stop it read it. */
@Component({
  selector: 'app-report-campaign',
  imports: [DialogComponent, FieldComponent, FieldInputDirective, FormField, IconComponent],
  template: `
    <yg-dialog heading="举报活动" [open]="open()" (closed)="close()">
      @if (received()) {
        <p class="notice" role="status" data-testid="report-received">
          <yg-icon name="check" /><span
            >举报已收到，由当地管理机构核查；查实的活动会被停止，已付的款全部退回。内容和联系方式不会告诉发起人。</span
          >
        </p>
      } @else {
        <form id="report-form" class="form-grid" novalidate data-testid="report-form" (submit)="submit($event)">
          @if (report.problem(); as problem) {
            <p class="notice notice--bad" role="alert"><yg-icon name="warning" />{{ problem }}</p>
          }
          <p class="muted">不用登录，可以匿名。由有权停止活动的管理机构核查，发起人看不到是谁说的。</p>
          <yg-field label="问题类型">
            <select ygInput data-testid="report-kind" [formField]="report.fields.kind">
              <option value="">请选择</option>
              @for (kind of kinds; track kind.code) {
                <option [value]="kind.code">{{ kind.label }}</option>
              }
            </select>
          </yg-field>
          <yg-field label="哪里不对" hint="写明事实，至少 10 个字">
            <textarea ygInput rows="4" data-testid="report-content" [formField]="report.fields.content"></textarea>
          </yg-field>
          <yg-field label="联系方式（可不填）" hint="需要核实时联系，加密保存">
            <input ygInput type="text" data-testid="report-contact" [formField]="report.fields.contact" />
          </yg-field>
        </form>
      }
      <ng-container dialogActions>
        @if (received()) {
          <button type="button" class="yg-button yg-button--main" (click)="close()">知道了</button>
        } @else {
          <button type="button" class="yg-button" (click)="close()">暂不举报</button>
          <button
            type="submit"
            form="report-form"
            class="yg-button yg-button--main"
            data-testid="report-send"
            [disabled]="report.busy()"
          >
            {{ report.busy() ? '正在提交' : '提交举报' }}
          </button>
        }
      </ng-container>
    </yg-dialog>
  `,
})
export class ReportCampaignComponent {
  private readonly api = inject(ApiClient);

  readonly campaignId = input.required<string>();
  readonly open = input(false);
  readonly closed = output();

  protected readonly kinds = CAMPAIGN_COMPLAINT_KIND_CODES.map((code) => ({
    code,
    label: CAMPAIGN_COMPLAINT_KINDS[code],
  }));
  protected readonly received = signal(false);
  private readonly model = signal<{ kind: CampaignComplaintKind | ''; content: string; contact: string }>(EMPTY);
  protected readonly report = contractForm('reportCampaign', this.model, {
    body: ({ kind, ...said }) => ({ ...said, kind: kind || null }),
    guard: false,
  });

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const id = this.campaignId();
    if (!(await this.report.send((sent) => this.api.call('reportCampaign', { params: { id }, ...sent }), id))) return;
    this.report.reset(EMPTY);
    this.received.set(true);
  }

  protected close(): void {
    this.received.set(false);
    this.closed.emit();
  }
}

const EMPTY = { kind: '', content: '', contact: '' } as const;
