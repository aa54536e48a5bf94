import { Component, inject, resource } from '@angular/core';
import { ApiClient } from '@yigou/web-data';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { LoadError } from '../shared/load-error';
import { PageHeader } from '../shared/page-header';
import { CertificateFacts } from './certificate-facts';

@Component({
  selector: 'yg-supplier-certificates',
  imports: [CertificateFacts, LoadError, NzSkeletonComponent, PageHeader],
  template: `
    <yg-page-header heading="认定证书" note="本单位的扶贫产品认定。有有效证书的产品才能上架。" />
    @if (list.error(); as error) {
      <yg-load-error [error]="error" (retry)="list.reload()" />
    } @else if (!list.hasValue()) {
      <nz-skeleton nzActive [nzParagraph]="{ rows: 6 }" />
    } @else {
      <div class="cards">
        @for (certificate of list.value().items; track certificate.number) {
          <section class="panel" [attr.aria-label]="certificate.number" data-testid="certificate-card">
            <yg-certificate-facts [certificate]="certificate" />
          </section>
        } @empty {
          <p class="panel muted">还没有认定证书。证书由管理机构认定后录入，请联系当地主管部门。</p>
        }
      </div>
    }
  `,
  styles: `
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr));
      gap: 16px;
    }
    .panel {
      padding-bottom: 0;
    }
    p.panel {
      padding-bottom: 16px;
    }
  `,
})
export class SupplierCertificates {
  private readonly api = inject(ApiClient);
  protected readonly list = resource({ loader: () => this.api.call('listSupplierCertificates') });
}
