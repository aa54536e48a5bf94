import { Component, computed, input } from '@angular/core';
import type { CertificateView } from '@yigou/contracts';
import { BENEFIT_MECHANISMS, CERTIFICATE_LEVELS, type ImportColumn, isDemoField } from '@yigou/contracts/labels';
import { StatusTag } from '../../shared/status-tag';
import { certificateState } from '../tones';

/** Everything a certificate says. What was not published is said to be so, never filled in. */
@Component({
  selector: 'yg-certificate-facts',
  imports: [StatusTag],
  template: `
    @let one = certificate();
    <dl class="facts">
      <dt>证书编号</dt>
      <dd>
        {{ one.number }}{{ filled('证书编号') }}
        @if (one.demo) {
          <span class="demo">演示</span>
        }
      </dd>
      <dt>状态</dt>
      <dd><yg-status [label]="state().label" [tone]="state().tone" data-testid="certificate-state" /></dd>
      <dt>产品</dt>
      <dd>{{ one.productName }}{{ filled('产品') }}</dd>
      <dt>带贫主体</dt>
      <dd>{{ one.supplierName }}{{ filled('供应商') }}</dd>
      <dt>产地</dt>
      <dd>{{ one.county ? one.county.path + filled('省份', '地市', '县', '县代码') : '未公布' }}</dd>
      <dt>认定层级</dt>
      <dd>{{ levels[one.level] }}{{ filled('认定层级') }}</dd>
      <dt>有效期</dt>
      <dd>{{ one.validFrom }} 至 {{ one.validTo }}{{ filled('有效期起', '有效期止') }}</dd>
      <dt>带动</dt>
      <dd>
        {{ one.households === null ? '户数未公布' : one.households + ' 户' }}，{{
          one.people === null ? '人数未公布' : one.people + ' 人'
        }}{{ filled('带动户数', '带动人数') }}
      </dd>
      <dt>带贫机制</dt>
      <dd>{{ mechanisms() ? mechanisms() + filled('带贫机制') : '未公布' }}</dd>
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
