import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SUPPLIER_KINDS } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { ErrorStateComponent, IconComponent, SkeletonComponent } from '@yigou/web-ui';

/** What sellers and budget units need to join, and the way to where they do it. */
@Component({
  selector: 'app-join',
  imports: [ErrorStateComponent, IconComponent, RouterLink, SkeletonComponent],
  template: `
    <div class="page page--narrow">
      <h1 class="page-title">入驻和单位注册</h1>
      <p class="lead">在管理后台办理，都不收费。已经有商城账号的，用同一个账号登录即可。</p>
      <section class="yg-card" id="supplier" aria-labelledby="supplier-title">
        <h2 id="supplier-title">供应商入驻</h2>
        <p>在832个县里生产、带动农户的{{ kinds }}都可以申请。</p>
        <h3>准备什么</h3>
        <ul>
          <li>营业执照上的统一社会信用代码，和负责人的联系方式；</li>
          <li>营业执照，以及所卖产品需要的许可：食品生产许可证、食品经营许可证或小作坊登记证；</li>
          <li>带动农户的方式（订单收购、务工、土地流转、分红等）和农户名单；</li>
          <li>收款的对公账户。</li>
        </ul>
        <h3>怎么走</h3>
        <ol>
          <li>登记单位、填写资料、上传证照；</li>
          <li>县里审核并推荐，平台同意后就能上架销售；</li>
          <li>为产品申请认定证书，公示无异议后发证。</li>
        </ol>
        @if (sites.latest(); as at) {
          <a class="yg-button yg-button--main" [href]="at.console + '/register?as=supplier'" data-testid="join-supplier"
            >去办理供应商入驻<yg-icon name="right" [size]="16"
          /></a>
        } @else if (sites.failure(); as error) {
          <yg-error-state [message]="error.message" [requestId]="error.requestId" (retry)="sites.reload()" />
        } @else {
          <yg-skeleton width="200px" height="44px" />
        }
      </section>
      <section class="yg-card" id="unit" aria-labelledby="unit-title">
        <h2 id="unit-title">单位注册</h2>
        <p>
          使用财政预算资金的机关、事业单位、学校、医院等登记为预算单位后，可以填报预留份额、用预算采购，采购额自动计入完成情况。
        </p>
        <h3>准备什么</h3>
        <ul>
          <li>统一社会信用代码、所在地区和主管的财政部门；</li>
          <li>一位管理人员的手机号或邮箱，登记后由他邀请采购、审批、验收的同事。</li>
        </ul>
        @if (sites.latest(); as at) {
          <a class="yg-button yg-button--main" [href]="at.console + '/register?as=unit'" data-testid="join-unit"
            >去办理单位注册<yg-icon name="right" [size]="16"
          /></a>
        }
        <p class="muted small">
          要发起团购或接收捐赠的社会单位，在商城的<a routerLink="/account/organisations">“登记单位”</a>办理。
        </p>
      </section>
    </div>
  `,
  styles: `
    .lead {
      margin-block: -12px 20px;
      color: var(--yg-ink-2);
    }
    section {
      padding: 28px 32px;
    }
    section + section {
      margin-block-start: 20px;
    }
    h2 {
      margin-block-end: 8px;
    }
    @media (max-width: 720px) {
      section {
        padding: 20px 16px;
      }
    }
    h3 {
      margin-block: 16px 4px;
    }
    ul,
    ol {
      display: grid;
      gap: 4px;
      margin-block-end: 20px;
      padding-inline-start: 1.4em;
      list-style: disc;
    }
    ol {
      list-style: decimal;
    }
    .small {
      margin-block-start: 12px;
    }
  `,
})
export class JoinPage {
  protected readonly sites = apiResource('sites');
  protected readonly kinds = Object.values(SUPPLIER_KINDS).join('、');
}
