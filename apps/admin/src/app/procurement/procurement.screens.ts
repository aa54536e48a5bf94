import { entry, screens } from '../shell/screens';

export const procurementScreens = screens({
  agency: {
    routes: [
      {
        path: 'share',
        title: '本单位预留份额',
        loadComponent: () => import('./agency/own-share').then((m) => m.OwnShare),
      },
      {
        path: 'budgets',
        title: '采购预算',
        loadComponent: () => import('./agency/budgets').then((m) => m.Budgets),
      },
      {
        path: 'subtree',
        title: '下级单位填报',
        loadComponent: () => import('./agency/subtree').then((m) => m.Subtree),
      },
      {
        path: 'subtree/roster',
        title: '导入单位名册',
        loadComponent: () => import('./agency/roster-import').then((m) => m.RosterImport),
      },
      {
        path: 'unit-changes',
        title: '单位变动报告',
        loadComponent: () => import('./agency/unit-changes').then((m) => m.UnitChanges),
      },
      {
        path: 'admissions',
        title: '单位登记申请',
        loadComponent: () => import('./agency/admissions').then((m) => m.Admissions),
      },
      {
        path: 'corrections',
        title: '订单计入更正',
        loadComponent: () => import('./agency/corrections').then((m) => m.Corrections),
      },
      {
        path: 'bulletins',
        title: '预留份额通报',
        loadComponent: () => import('./bulletin-list').then((m) => m.BulletinList),
      },
    ],
    navigation: [
      entry('预留份额', 'share', '本单位预留份额', 'pie-chart', 'getUnit'),
      entry('预留份额', 'budgets', '采购预算', 'profile', 'listBudgets'),
      entry('预留份额', 'subtree', '下级单位填报', 'solution', 'listSharesBelow'),
      entry('预留份额', 'admissions', '单位登记申请', 'audit', 'listUnitAdmissions'),
      entry('预留份额', 'bulletins', '预留份额通报', 'file-text', 'listShareBulletins'),
    ],
  },
  finance: {
    routes: [
      {
        path: 'shares',
        title: '预留份额确认',
        loadComponent: () => import('./finance/region-shares').then((m) => m.RegionShares),
      },
      {
        path: 'unit-changes',
        title: '单位变动报告',
        loadComponent: () => import('./finance/unit-changes').then((m) => m.UnitChanges),
      },
      {
        path: 'admissions',
        title: '单位登记申请',
        loadComponent: () => import('./finance/admissions').then((m) => m.Admissions),
      },
      {
        path: 'corrections',
        title: '订单计入更正',
        loadComponent: () => import('./finance/corrections').then((m) => m.Corrections),
      },
      {
        path: 'grants',
        title: '较低比例批准',
        loadComponent: () => import('./finance/ratio-grants').then((m) => m.RatioGrants),
      },
      {
        path: 'bulletins/preview',
        title: '通报预览',
        loadComponent: () => import('./finance/bulletin-preview').then((m) => m.BulletinPreview),
      },
      {
        path: 'bulletins',
        title: '预留份额通报',
        loadComponent: () => import('./bulletin-list').then((m) => m.BulletinList),
      },
    ],
    navigation: [
      entry('预留份额', 'shares', '预留份额确认', 'solution', 'listRegionShares'),
      entry('预留份额', 'admissions', '单位登记申请', 'audit', 'listRegionAdmissions'),
      entry('预留份额', 'corrections', '订单计入更正', 'file-done', 'listRegionCorrections'),
      entry('预留份额', 'bulletins', '预留份额通报', 'file-text', 'listShareBulletins'),
      entry('预留份额', 'grants', '较低比例批准', 'file-done', 'listRatioGrants'),
    ],
  },
});
