import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ProductDetail } from '@yigou/contracts';
import { BENEFIT_MECHANISMS, CERTIFICATE_LEVELS, SUPPLIER_KINDS, type SupplierKind } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { CalendarDatePipe, CountPipe, DemoFieldComponent, GramsPipe, IconComponent } from '@yigou/web-ui';
import { marketDay, standingOf } from '../certification/standing';

/** How the certificate of a product stands, and the way from the households to the product in one look. */
@Component({
  selector: 'app-product-trace',
  imports: [CalendarDatePipe, CountPipe, DemoFieldComponent, GramsPipe, IconComponent, RouterLink],
  templateUrl: './product-trace.html',
  styleUrl: './product-trace.scss',
})
export class ProductTraceComponent {
  readonly product = input.required<ProductDetail>();
  readonly netWeightGrams = input<number | null>(null);

  /** Batches and the reason for the standing; the block is complete enough without them. */
  private readonly answer = apiResource('verifyCertificate', () => {
    const number = this.product().certificate?.number;
    return number ? { params: { number } } : undefined;
  });
  private readonly page = this.answer.latest;

  protected readonly certificate = computed(() => this.product().certificate);
  protected readonly standing = computed(() => {
    const certificate = this.certificate();
    return certificate ? standingOf(certificate, marketDay(Date.now())) : null;
  });
  protected readonly reason = computed(() => this.page()?.statusReason ?? null);
  protected readonly level = computed(() => {
    const certificate = this.certificate();
    return certificate ? CERTIFICATE_LEVELS[certificate.level] : '';
  });
  protected readonly mechanisms = computed(() =>
    (this.certificate()?.mechanisms ?? []).map((code) => BENEFIT_MECHANISMS[code]).join('、'),
  );
  protected readonly supplierKind = computed(
    () => SUPPLIER_KINDS[this.product().supplier.kind as SupplierKind] ?? '供应商',
  );
  protected readonly confirmed = computed(
    () => (this.page()?.chain.households ?? []).filter((household) => household.confirmed).length,
  );
  protected readonly batches = computed(() => this.page()?.chain.batches.length ?? 0);
  protected readonly newest = computed(
    () => [...(this.page()?.chain.batches ?? [])].sort((a, b) => b.harvestedOn.localeCompare(a.harvestedOn))[0] ?? null,
  );
}
