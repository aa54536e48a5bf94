import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { CERTIFICATE_LEVELS } from '@yigou/contracts/labels';
import { ApiClient, apiResource, apiUrl } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { changeable, type OwnCertificate, renewable, startConfig } from './start';
import { Session } from '../../identity/session';
import { dayAhead } from '../../shared/deadlines';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { StatusTag } from '../../shared/status-tag';
import { certificateState } from '../tones';
import { certificateTerm } from './certificate-term';

/** Own certificates as cards: how long each is valid, why it stands as it does, and what can be done. */
@Component({
  selector: 'yg-supplier-certificates',
  imports: [FormDialog, LoadError, NzButtonComponent, NzSkeletonComponent, PageHeader, RouterLink, StatusTag],
  templateUrl: './certificates.html',
  styleUrl: './certificates.css',
})
export class SupplierCertificates {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  protected readonly session = inject(Session);
  protected readonly list = apiResource('listSupplierCertificates');
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly levels = CERTIFICATE_LEVELS;

  private readonly items = computed(() => (this.list.hasValue() ? this.list.value().items : []));
  protected readonly cards = computed(() => {
    const renew = new Set(renewable(this.items()));
    const change = new Set(changeable(this.items()));
    return this.items().map((one) => ({
      one,
      state: certificateState(one),
      term: certificateTerm(one.validFrom, one.validTo, dayAhead(0)),
      canRenew: renew.has(one),
      canChange: change.has(one),
      canExit: one.status === 'valid' || one.status === 'suspended',
      pdf: apiUrl('certificatePdf', { number: one.number }),
    }));
  });

  protected start(kind: 'renewal' | 'change', one: OwnCertificate): void {
    this.dialog.set(
      startConfig(
        this.items(),
        async (sent) => {
          const started = await this.api.call('createApplication', sent);
          await this.router.navigate(['/supplier/applications', started.id]);
        },
        { kind, certificateId: one.id },
      ),
    );
  }

  protected exit(one: OwnCertificate): void {
    this.dialog.set({
      heading: `退出证书 ${one.number}？`,
      testId: 'certificate-exit',
      intro: `“${one.productName}”的认定立即终止，不能恢复；用这个证书的产品随即下架，已付款的订单仍须发货。以后要卖须重新申请认定。`,
      fields: [{ key: 'reason', label: '退出原因', kind: 'area', max: 500 }],
      action: '退出证书',
      danger: true,
      ...sendsTo(
        'exitCertificate',
        (values) => ({ reason: values.text('reason') }),
        async ({ body }) => {
          this.list.set(await this.api.call('exitCertificate', { params: { id: one.id }, body }));
          return '证书已退出。';
        },
      ),
    });
  }
}
