import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SUPPLIER_KINDS } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import {
  CountPipe,
  DemoTagComponent,
  EmptyStateComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  GramsPipe,
  IconComponent,
  PhotoComponent,
  ProductCardComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { CertificateTableComponent } from '../certification/certificate-table';
import { breadcrumbs } from '../catalogue/product-head';
import { pageHead, SHOP_ORIGIN } from '../shell/page-head';
import { SalesByMonthComponent } from './sales-by-month';

/** A county for everybody: what grows there, what of it is unsold, who sells it, whom it carries. */
@Component({
  selector: 'app-county',
  imports: [
    CertificateTableComponent,
    CountPipe,
    DemoTagComponent,
    EmptyStateComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    GramsPipe,
    IconComponent,
    PhotoComponent,
    ProductCardComponent,
    RouterLink,
    SalesByMonthComponent,
    SkeletonComponent,
  ],
  templateUrl: './county.html',
  styleUrl: './county.scss',
})
export class CountyPage {
  /** Bound from the address. */
  readonly code = input.required<string>();

  protected readonly answer = apiResource('countyPage', () => ({ params: { code: this.code() } }));
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly kinds = SUPPLIER_KINDS;

  constructor() {
    const origin = inject(SHOP_ORIGIN);
    pageHead(() => {
      const page = this.page();
      if (!page) return null;
      const { code, name, path } = page.county;
      const way: [string, string][] = [
        ['县域产区', '/counties'],
        [name, `/counties/${code}`],
      ];
      return {
        title: `${name}的产品和合作社`,
        description: `${path}的认定产品、合作社、证书和还没卖出去的收成，带动了多少农户，逐月卖了多少。`,
        path: `/counties/${code}`,
        things: [breadcrumbs(origin, way)],
      };
    }, this.failure);
  }
}
