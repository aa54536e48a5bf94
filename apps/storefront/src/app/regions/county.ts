import { Component, effect, inject, input } from '@angular/core';
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
import { ShopTitleStrategy } from '../shell/title-strategy';
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
    const title = inject(ShopTitleStrategy);
    effect(() => {
      const page = this.page();
      if (page) title.set(`${page.county.name}的产品和合作社`);
    });
  }
}
