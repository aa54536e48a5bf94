import { Component, computed, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { BENEFIT_MECHANISMS } from '@yigou/contracts/labels';
import { apiUrl } from '@yigou/web-data';
import { Fact, FactList, IconComponent } from '@yigou/web-ui';
import { marketDay } from '../certification/standing';
import { pageHead } from './page-head';

const MECHANISM_TEXTS: Readonly<Record<keyof typeof BENEFIT_MECHANISMS, string>> = {
  contract_farming: '供应商与农户提前签订单，按约定的品种和价格收购。',
  land_transfer: '农户把土地交给供应商经营，按年收取租金。',
  employment: '农户到基地、车间做工，按月或按天领工资。',
  entrusted_production: '农户把种养环节托付给供应商，收成归农户。',
  shareholding: '农户以资金、土地或帮扶资产入股，按股分红。',
  asset_lease: '村集体或农户把厂房、设备租给供应商，收取租金。',
};

/** The last twelve months of the market, the present one first. */
function lastMonths(): { readonly code: string; readonly label: string }[] {
  const [year = 0, month = 0] = marketDay(Date.now()).split('-').map(Number);
  return Array.from({ length: 12 }, (_, back) => {
    const months = year * 12 + month - 1 - back;
    const [y, m] = [Math.floor(months / 12), (months % 12) + 1];
    return { code: `${y}-${String(m).padStart(2, '0')}`, label: `${y}年${m}月` };
  });
}

@Component({
  selector: 'app-help',
  imports: [Fact, FactList, IconComponent, RouterLink],
  templateUrl: './help.html',
  styleUrl: './help.scss',
})
export class HelpPage {
  protected readonly openData = apiUrl('listOpenCertificates');
  protected readonly openDataXlsx = apiUrl('exportOpenCertificates');
  protected readonly months = lastMonths();
  protected readonly month = signal(this.months[0]?.code ?? '');
  protected readonly procurement = computed(() => ({
    records: apiUrl('listOcdsRecords', {}, { month: this.month() }),
    releases: apiUrl('listOcdsReleases', {}, { month: this.month() }),
  }));
  protected readonly mechanisms = (Object.keys(BENEFIT_MECHANISMS) as (keyof typeof BENEFIT_MECHANISMS)[]).map(
    (code) => ({
      code,
      name: BENEFIT_MECHANISMS[code],
      text: MECHANISM_TEXTS[code],
    }),
  );

  constructor() {
    pageHead(() => ({
      title: '帮助与说明',
      description: '什么是消费扶贫、认定证书怎么看、开放数据怎么取、演示数据是什么。',
      path: '/help',
    }));
  }
}
