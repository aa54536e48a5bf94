import { Component, computed, inject, output, signal } from '@angular/core';
import { CERTIFICATE_WORTHS, SUPPLIER_KINDS } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { LoadError } from '../../shared/load-error';
import { Modal } from '../../shared/modal';
import type { SanctionTarget } from './sanction-forms';

export type Subject = SanctionTarget;

/** Finds the supplier that a decision is about: by name, or by the number of a certificate. */
@Component({
  selector: 'yg-subject-picker',
  imports: [LoadError, Modal, NzButtonComponent, NzInputDirective],
  template: `
    <yg-modal heading="对谁作出决定" [width]="640" (closed)="closed.emit(null)">
      <div data-testid="subject-picker">
        <form role="search" (submit)="$event.preventDefault(); asked.set(words.value.trim())">
          <input
            nz-input
            type="search"
            aria-label="主体名称、产品或证书编号"
            placeholder="主体名称、产品或证书编号"
            maxlength="60"
            #words
            data-testid="subject-words"
          />
          <button nz-button nzType="primary">查找</button>
        </form>
        @if (failure(); as error) {
          <yg-load-error [error]="error" (retry)="again()" />
        } @else if (found(); as result) {
          @if (result.suppliers.length > 0) {
            <h3>主体</h3>
            <ul>
              @for (one of result.suppliers; track one.id) {
                <li>
                  <button type="button" (click)="supplier(one)" data-testid="subject-supplier">
                    <b>{{ one.name }}</b>
                    <span class="muted">{{ kinds[one.kind] }}，{{ one.county?.path ?? '所在地未登记' }}</span>
                  </button>
                </li>
              }
            </ul>
          }
          @if (result.certificates.length > 0) {
            <h3>证书</h3>
            <ul>
              @for (one of result.certificates; track one.id) {
                <li>
                  <button type="button" (click)="certificate(one.id)" data-testid="subject-certificate">
                    <b>{{ one.number }}</b>
                    <span class="muted">{{ one.productName }}，{{ one.supplierName }}，{{ worths[one.worth] }}</span>
                  </button>
                </li>
              }
            </ul>
          }
          @if (result.suppliers.length === 0 && result.certificates.length === 0) {
            <p class="muted">辖区内没有找到，请换个写法。</p>
          }
        } @else if (suppliers.isLoading() || certificates.isLoading()) {
          <p class="muted" role="status">正在查找</p>
        }
      </div>
    </yg-modal>
  `,
  styles: `
    form {
      display: flex;
      gap: 8px;
    }
    h3 {
      margin: 16px 0 4px;
      font-size: 12px;
      font-weight: 500;
      color: var(--color-muted);
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li button {
      display: block;
      width: 100%;
      min-height: 44px;
      padding: 6px 8px;
      border: 0;
      border-bottom: 1px solid var(--color-line);
      background: none;
      text-align: left;
      cursor: pointer;
    }
    li button:hover {
      background: var(--color-primary-soft);
    }
    li span {
      display: block;
      font-size: 12px;
    }
    p {
      margin: 16px 0 0;
    }
  `,
})
export class SubjectPicker {
  readonly closed = output<Subject | null>();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly asked = signal('');
  protected readonly kinds = SUPPLIER_KINDS;
  protected readonly worths = CERTIFICATE_WORTHS;
  protected readonly suppliers = apiResource('listSuppliers', () => this.search());
  protected readonly certificates = apiResource('listCertificates', () => this.search());
  protected readonly failure = computed(() => this.suppliers.error() ?? this.certificates.error());
  protected readonly found = computed(() =>
    this.suppliers.hasValue() && this.certificates.hasValue()
      ? { suppliers: this.suppliers.value().items, certificates: this.certificates.value().items }
      : null,
  );

  private search() {
    const q = this.asked();
    return q ? { query: { q, limit: 10, order: 'desc' as const } } : undefined;
  }

  protected again(): void {
    this.suppliers.reload();
    this.certificates.reload();
  }

  protected supplier({ id, name }: { id: string; name: string }): void {
    this.closed.emit({ certificateId: null, certificateNumber: null, supplierId: id, supplierName: name });
  }

  protected async certificate(id: string): Promise<void> {
    try {
      const { certificate, supplierId } = await this.api.call('getAdminCertificate', { params: { id } });
      const { number, supplierName, productName } = certificate;
      this.closed.emit({ certificateId: id, certificateNumber: number, supplierId, supplierName, productName });
    } catch (error) {
      this.message.error(toApiError(error).message);
    }
  }
}
