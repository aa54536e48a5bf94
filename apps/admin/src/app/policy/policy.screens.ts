import { entry, screens } from '../shell/screens';

export const policyScreens = screens({
  administration: {
    routes: [
      { path: 'policies', title: '政策参数', loadComponent: () => import('./policies').then((m) => m.Policies) },
    ],
    navigation: [entry('运行', 'policies', '政策参数', 'control', 'listPolicies')],
  },
});
