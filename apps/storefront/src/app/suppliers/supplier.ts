import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { BENEFIT_MECHANISMS, LICENCE_KINDS, SUPPLIER_KINDS } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import {
  CalendarDatePipe,
  CountPipe,
  DemoTagComponent,
  EmptyStateComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  GramsPipe,
  IconComponent,
  InstantPipe,
  ProductCardComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { CertificateTableComponent } from '../certification/certificate-table';
import { pageHead, SHOP_ORIGIN } from '../shell/page-head';
import { shippingWords } from './shipping-words';

/** A cooperative or another supplier for everybody: what it may, whom it carries, what it harvested and how it delivers. */
@Component({
  selector: 'app-supplier',
  imports: [
    CalendarDatePipe,
    CertificateTableComponent,
    CountPipe,
    DemoTagComponent,
    EmptyStateComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    GramsPipe,
    IconComponent,
    InstantPipe,
    ProductCardComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './supplier.html',
  styleUrl: './supplier.scss',
})
export class SupplierPage {
  /** Bound from the address. */
  readonly id = input.required<string>();

  protected readonly answer = apiResource('supplierPage', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly kinds = SUPPLIER_KINDS;
  protected readonly licenceKinds = LICENCE_KINDS;
  protected readonly mechanisms = computed(() =>
    (this.page()?.mechanisms ?? []).map(({ kind, households }) => ({ name: BENEFIT_MECHANISMS[kind], households })),
  );
  protected readonly paragraphs = computed(() => (this.page()?.story?.introduction ?? '').split(/\n+/).filter(Boolean));
  protected readonly told = computed(() => {
    const story = this.page()?.story;
    return !!story && (!!story.introduction || !!story.productionBase || story.baseMu !== null);
  });
  protected readonly shipping = computed(() => shippingWords(this.page()?.service.shipHours));

  constructor() {
    const origin = inject(SHOP_ORIGIN);
    pageHead(() => {
      const page = this.page();
      if (!page) return null;
      const { name } = page.supplier;
      const path = `/suppliers/${this.id()}`;
      return {
        title: name,
        description: `${name}：证照、认定证书、带动的农户、采收的批次和发货情况。${page.story?.introduction ?? ''}`,
        path,
        things: [{ '@type': 'Organization', name, url: origin + path }],
      };
    }, this.failure);
  }
}
