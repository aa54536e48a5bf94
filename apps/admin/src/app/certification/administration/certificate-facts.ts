import { Component, computed, input } from '@angular/core';
import type { CertificateView } from '@yigou/contracts';
import { BENEFIT_MECHANISMS, CERTIFICATE_LEVELS, type ImportColumn, isDemoField } from '@yigou/contracts/labels';
import { Fact, FactList } from '@yigou/web-ui';
import { StatusTag } from '../../shared/status-tag';
import { certificateState } from '../tones';

/** Everything a certificate says. What was not published is said to be so, never filled in. */
@Component({
  selector: 'yg-certificate-facts',
  imports: [Fact, FactList, StatusTag],
  template: `
    @let one = certificate();
    <yg-facts>
      <ng-template ygFact="证书编号">
        {{ one.number }}{{ filled('证书编号') }}
        @if (one.demo) {
          <span class="demo">演示</span>
        }
      </ng-template>
      <ng-template ygFact="状态"
        ><yg-status [label]="state().label" [tone]="state().tone" data-testid="certificate-state"
      /></ng-template>
      <ng-template ygFact="产品">{{ one.productName }}{{ filled('产品') }}</ng-template>
      <ng-template ygFact="带贫主体">{{ one.supplierName }}{{ filled('供应商') }}</ng-template>
      <ng-template ygFact="产地">{{
        one.county ? one.county.path + filled('省份', '地市', '县', '县代码') : '未公布'
      }}</ng-template>
      <ng-template ygFact="认定层级">{{ levels[one.level] }}{{ filled('认定层级') }}</ng-template>
      <ng-template ygFact="有效期"
        >{{ one.validFrom }} 至 {{ one.validTo }}{{ filled('有效期起', '有效期止') }}</ng-template
      >
      <ng-template ygFact="带动">
        {{ one.households === null ? '户数未公布' : one.households + ' 户' }}，{{
          one.people === null ? '人数未公布' : one.people + ' 人'
        }}{{ filled('带动户数', '带动人数') }}
      </ng-template>
      <ng-template ygFact="带贫机制">{{ mechanisms() ? mechanisms() + filled('带贫机制') : '未公布' }}</ng-template>
      <ng-template ygFact="版本">第 {{ one.version }} 版</ng-template>
      @if (one.sourceUrl?.startsWith('http')) {
        <ng-template ygFact="来源"
          ><a [href]="one.sourceUrl" target="_blank" rel="noopener noreferrer">公布页面</a></ng-template
        >
      }
    </yg-facts>
  `,
})
export class CertificateFacts {
  readonly certificate = input.required<CertificateView>();
  protected readonly state = computed(() => certificateState(this.certificate()));
  protected readonly levels = CERTIFICATE_LEVELS;

  /** What stands behind a value that was made up for the demo. */
  protected filled(...columns: ImportColumn[]): string {
    return isDemoField(this.certificate().demoFields, ...columns) ? '（演示补充）' : '';
  }

  protected mechanisms(): string {
    return this.certificate()
      .mechanisms.map((code) => BENEFIT_MECHANISMS[code])
      .join('、');
  }
}
