import { Component, input } from '@angular/core';
import { apiResource, apiUrl } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { formatTime } from '../shared/format';
import { RecordPage, RecordTemplate } from '../shared/record';
import { BulletinFigures } from './bulletin-figures';

/** A bulletin as it was published: what it says, and the files. */
@Component({
  selector: 'yg-bulletin-record',
  imports: [BulletinFigures, NzButtonComponent, RecordPage, RecordTemplate],
  template: `
    <yg-record noun="份通报">
      <ng-template [ygRecord]="data" let-one>
        <p class="muted">
          {{ one.organisation }}，{{ time(one.publishedAt) }}，第 {{ one.version }} 版
          @if (!one.latest) {
            （已有更正的版本）
          }
        </p>
        @if (one.reason) {
          <p>更正原因：{{ one.reason }}</p>
        }
        <yg-bulletin-figures [of]="one" />
        <p class="files">
          <a nz-button [href]="href('shareBulletinPdf')" download data-testid="bulletin-pdf">下载 PDF</a>
          <a nz-button [href]="href('shareBulletinXlsx')" download data-testid="bulletin-xlsx">下载 Excel</a>
        </p>
      </ng-template>
    </yg-record>
  `,
  styles: `
    .files {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-block-start: 16px;
    }
  `,
})
export class BulletinRecord {
  readonly id = input.required<string>();
  protected readonly data = apiResource('getShareBulletin', () => ({ params: { id: this.id() } }));
  protected readonly time = formatTime;

  protected href(route: 'shareBulletinPdf' | 'shareBulletinXlsx'): string {
    return apiUrl(route, { id: this.id() });
  }
}
