import { Component, inject, output, signal } from '@angular/core';
import { ApiClient, apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { deleteForm, renameForm, type Template, type TemplateList } from './template-forms';

/** The lists that the unit's buyers share by name, 采购模板: each can be ordered from, named otherwise and thrown away. */
@Component({
  selector: 'yg-templates',
  imports: [FormDialog, NzButtonComponent, RecordPage, RecordTemplate],
  template: `
    <yg-record noun="份采购模板清单">
      <ng-template [ygRecord]="data" let-list>
        <ul class="lines">
          @for (one of list.items; track one.id) {
            <li data-testid="template">
              <div>
                <b>{{ one.name }}</b>
                <p class="muted">{{ one.lines }} 种商品，{{ one.by }} {{ time(one.createdAt) }} 保存</p>
              </div>
              @if (session.may('createTemplate')) {
                <span class="acts">
                  <button
                    nz-button
                    nzType="primary"
                    type="button"
                    [attr.aria-label]="'用它新建申请：' + one.name"
                    (click)="used.emit(one)"
                    data-testid="template-use"
                  >
                    用它新建申请
                  </button>
                  <button
                    nz-button
                    type="button"
                    [attr.aria-label]="'改名：' + one.name"
                    (click)="dialog.set(rename(api, one, settle))"
                    data-testid="template-rename"
                  >
                    改名
                  </button>
                  <button
                    nz-button
                    type="button"
                    [attr.aria-label]="'删除：' + one.name"
                    (click)="dialog.set(remove(api, one, settle))"
                    data-testid="template-delete"
                  >
                    删除
                  </button>
                </span>
              }
            </li>
          } @empty {
            <li class="muted" data-testid="templates-none">
              还没有采购模板。打开一份采购申请，点“存为模板”，就能把它的商品和数量留下来再用。
            </li>
          }
        </ul>
      </ng-template>
    </yg-record>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="dialog.set(null)" />
    }
  `,
  styleUrl: './requisition-record.css',
})
export class Templates {
  /** Somebody wants to order from it. */
  readonly used = output<Template>();

  protected readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly data = apiResource('listTemplates');
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly time = formatTime;
  protected readonly rename = renameForm;
  protected readonly remove = deleteForm;
  protected readonly settle = (list: TemplateList): void => this.data.set(list);
}
