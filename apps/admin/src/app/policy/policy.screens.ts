import { entry, screens } from '../shell/screens';

export const policyScreens = screens({
  administration: {
    routes: [
      {
        path: 'policies',
        title: '政策参数',
        loadComponent: () => import('./administration/policies').then((m) => m.Policies),
      },
    ],
    navigation: [entry('运行', 'policies', '政策参数', 'control', 'listPolicies')],
  },
  finance: {
    routes: [
      {
        path: 'policies',
        title: '政策参数',
        loadComponent: () => import('./finance/policies').then((m) => m.Policies),
      },
    ],
    navigation: [entry('预留份额', 'policies', '政策参数', 'control', 'listFinancePolicies')],
  },
});
