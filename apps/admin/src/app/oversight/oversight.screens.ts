import { entry, screens } from '../shell/screens';

export const oversightScreens = screens({
  agency: {
    routes: [
      {
        path: 'findings',
        title: '异常监测',
        loadComponent: () => import('./agency/findings').then((m) => m.Findings),
      },
    ],
    navigation: [entry('监督', 'findings', '异常监测', 'alert', 'listFindingsBelow')],
  },
  finance: {
    routes: [
      {
        path: 'findings',
        title: '异常监测',
        loadComponent: () => import('./finance/findings').then((m) => m.Findings),
      },
    ],
    navigation: [entry('监督', 'findings', '异常监测', 'alert', 'listRegionFindings')],
  },
  auditor: {
    routes: [
      {
        path: 'findings',
        title: '异常监测',
        loadComponent: () => import('./auditor/findings').then((m) => m.Findings),
      },
      {
        path: 'units',
        title: '被审计单位',
        loadComponent: () => import('./auditor/units').then((m) => m.AuditedUnits),
      },
    ],
    navigation: [
      entry('监督', 'units', '被审计单位', 'bank', 'listAuditedUnits'),
      entry('监督', 'findings', '异常监测', 'alert', 'listAuditedFindings'),
    ],
  },
});
