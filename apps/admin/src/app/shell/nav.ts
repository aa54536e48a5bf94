import type { SeatKind } from '../identity/session';

export interface NavItem {
  readonly path: string;
  readonly label: string;
  readonly icon: string;
  readonly testId: string;
  /** Another application on the same server, opened in a new tab. */
  readonly external?: true;
}
export interface NavGroup {
  readonly label: string;
  readonly items: readonly NavItem[];
}

const item = (path: string, label: string, icon: string): NavItem => ({
  path,
  label,
  icon,
  testId: `nav-${path.split('/').at(-1)}`,
});

/** Navigation by task, one set for each kind of member. */
export const NAVIGATION: Record<SeatKind, readonly NavGroup[]> = {
  supplier: [
    { label: '今天', items: [item('/supplier/dashboard', '工作台', 'dashboard')] },
    {
      label: '卖货',
      items: [
        item('/supplier/products', '产品', 'appstore'),
        item('/supplier/orders', '订单与发货', 'send'),
        item('/supplier/freight', '运费模板', 'car'),
      ],
    },
    {
      label: '资质与认定',
      items: [
        item('/supplier/file', '主体档案', 'idcard'),
        item('/supplier/mechanisms', '带贫机制', 'team'),
        item('/supplier/applications', '认定申请', 'form'),
        item('/supplier/certificates', '认定证书', 'safety-certificate'),
        item('/supplier/batches', '批次', 'inbox'),
      ],
    },
    {
      label: '监管',
      items: [
        item('/supplier/inspections', '抽查与整改', 'file-search'),
        item('/supplier/decisions', '处理与申诉', 'exception'),
      ],
    },
  ],
  administration: [
    { label: '全局', items: [item('/administration/overview', '总览', 'bar-chart')] },
    {
      label: '认定',
      items: [
        item('/administration/reviews', '认定审核', 'solution'),
        item('/administration/admissions', '主体入驻', 'profile'),
        item('/administration/objections', '公示异议', 'comment'),
        item('/administration/bulletin', '审核通报', 'pie-chart'),
      ],
    },
    {
      label: '监管',
      items: [
        item('/administration/inspections', '抽查', 'file-search'),
        item('/administration/complaints', '投诉', 'alert'),
        item('/administration/price-flags', '价格监测', 'fund'),
        item('/administration/sanctions', '处理决定', 'stop'),
        item('/administration/appeals', '申诉', 'exception'),
      ],
    },
    {
      label: '帮扶对象',
      items: [
        item('/administration/households', '建档立卡户', 'team'),
        item('/administration/mandates', '代办授权', 'idcard'),
      ],
    },
    {
      label: '带贫主体与产品',
      items: [
        item('/administration/suppliers', '供应商', 'shop'),
        item('/administration/certificates', '认定证书', 'safety-certificate'),
        item('/administration/products', '产品', 'appstore'),
        item('/administration/imports', '批量导入', 'import'),
      ],
    },
    {
      label: '交易',
      items: [item('/administration/orders', '订单', 'file-text'), item('/administration/payments', '支付', 'wallet')],
    },
    {
      label: '运行',
      items: [
        item('/administration/policies', '政策参数', 'control'),
        item('/administration/jobs', '失败任务', 'warning'),
        item('/administration/audit', '审计记录', 'audit'),
        item('/administration/mails', '邮件发件箱', 'mail'),
      ],
    },
  ],
};
