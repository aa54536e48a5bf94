import { entry, screens } from '../shell/screens';

export const regionsScreens = screens({
  administration: {
    routes: [
      {
        path: 'region-changes',
        title: '区划变更',
        loadComponent: () => import('./region-changes').then((m) => m.RegionChanges),
      },
    ],
    navigation: [entry('运行', 'region-changes', '区划变更', 'cluster', 'listRegionChanges')],
  },
});
