import { entry, screens } from '../shell/screens';

export const auditScreens = screens({
  administration: {
    routes: [{ path: 'audit', title: '审计记录', loadComponent: () => import('./audit').then((m) => m.Audit) }],
    navigation: [entry('运行', 'audit', '审计记录', 'audit', 'listAudit')],
  },
});
