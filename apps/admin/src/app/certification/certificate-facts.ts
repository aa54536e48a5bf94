import { Component, input } from '@angular/core';
import type { CertificateView } from '@yigou/contracts';
import { BENEFIT_MECHANISMS, CERTIFICATE_LEVELS, CERTIFICATE_STATUSES } from '@yigou/contracts/labels';
import { StatusTag } from '../shared/status-tag';
import { CERTIFICATE_TONES } from '../shared/tones';

/** Everything a certificate says. What was not published is said to be so, never filled in. */
@Component({
  selector: 'yg-certificate-facts',
  imports: [StatusTag],
  template: `
    @let one = certificate();
    <dl class="facts">
      <dt>证书编号</dt>
      <dd>
        {{ one.number }}
        @if (one.demo) {
          <span class="demo">演示</span>
        }
      </dd>
      <dt>状态</dt>
      <dd><yg-status [label]="statuses[one.status]" [tone]="tones[one.status]" /></dd>
      <dt>产品</dt>
      <dd>{{ one.productName }}</dd>
      <dt>带贫主体</dt>
      <dd>{{ one.supplierName }}</dd>
      <dt>产地</dt>
      <dd>{{ one.county?.path || '未公布' }}</dd>
      <dt>认定层级</dt>
      <dd>{{ levels[one.level] }}</dd>
      <dt>有效期</dt>
      <dd>{{ one.validFrom }} 至 {{ one.validTo }}</dd>
      <dt>带动</dt>
      <dd>
        {{ one.households === null ? '户数未公布' : one.households + ' 户' }}，{{
          one.people === null ? '人数未公布' : one.people + ' 人'
        }}
      </dd>
      <dt>带贫机制</dt>
      <dd>{{ mechanisms() || '未公布' }}</dd>
      <dt>版本</dt>
      <dd>第 {{ one.version }} 版</dd>
      @if (one.sourceUrl?.startsWith('http')) {
        <dt>来源</dt>
        <dd><a [href]="one.sourceUrl" target="_blank" rel="noopener noreferrer">公布页面</a></dd>
      }
    </dl>
  `,
})
export class CertificateFacts {
  readonly certificate = input.required<CertificateView>();
  protected readonly statuses = CERTIFICATE_STATUSES;
  protected readonly tones = CERTIFICATE_TONES;
  protected readonly levels = CERTIFICATE_LEVELS;

  protected mechanisms(): string {
    return this.certificate()
      .mechanisms.map((code) => BENEFIT_MECHANISMS[code])
      .join('、');
  }
}
