import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { NamedCertificate } from '@yigou/contracts';
import { CalendarDatePipe, CountPipe, DemoTagComponent } from '@yigou/web-ui';

/** Certificates in force of a place or a supplier, each leading to its page. */
@Component({
  selector: 'app-certificate-table',
  imports: [CalendarDatePipe, CountPipe, DemoTagComponent, RouterLink],
  template: `
    @if (certificates().length) {
      <div class="scroll" tabindex="0" role="region" [attr.aria-labelledby]="labelledBy()">
        <table data-testid="named-certificates">
          <thead>
            <tr>
              <th scope="col">产品</th>
              <th scope="col">证书编号</th>
              @if (suppliers()) {
                <th scope="col">供应商</th>
              }
              <th scope="col" class="figure">带动农户</th>
              <th scope="col">有效期至</th>
            </tr>
          </thead>
          <tbody>
            @for (one of certificates(); track one.number) {
              <tr>
                <th scope="row">
                  {{ one.productName }}
                  @if (one.demo) {
                    <yg-demo-tag [short]="true" />
                  }
                </th>
                <td>
                  <a [routerLink]="['/certificates', one.number]">{{ one.number }}</a>
                </td>
                @if (suppliers()) {
                  <td>
                    <a [routerLink]="['/suppliers', one.supplierId]">{{ one.supplierName }}</a>
                  </td>
                }
                <td class="figure">{{ one.households === null ? '未公布' : (one.households | count) + '户' }}</td>
                <td>{{ one.validTo | calendarDate }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
      @if (more() > 0) {
        <p class="muted small">另有{{ more() | count }}张没有逐一列出。</p>
      }
    } @else {
      <p class="muted">目前没有有效的认定证书。</p>
    }
  `,
  styles: `
    .scroll {
      overflow-x: auto;
      border: 1px solid var(--yg-line);
      border-radius: var(--yg-radius);
      background: var(--yg-surface);
    }
    table {
      inline-size: 100%;
      border-collapse: collapse;
      font-size: 15px;
    }
    th,
    td {
      padding: 8px 14px;
      font-variant-numeric: tabular-nums;
      font-weight: 400;
      text-align: start;
      white-space: nowrap;
    }
    thead th {
      color: var(--yg-muted);
      font-size: 14px;
    }
    tbody tr {
      border-block-start: 1px solid var(--yg-line);
    }
    .figure {
      text-align: end;
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: 28px;
      color: var(--yg-sky);
    }
    @media (max-width: 720px) {
      a {
        min-height: 44px;
      }
    }
  `,
})
export class CertificateTableComponent {
  readonly certificates = input.required<readonly NamedCertificate[]>();
  /** How many there are in all. */
  readonly total = input.required<number>();
  /** The id of the heading that names them. */
  readonly labelledBy = input.required<string>();
  /** Whether who holds them is said. */
  readonly suppliers = input(false);
  protected readonly more = computed(() => this.total() - this.certificates().length);
}
