import { entry, screens } from '../shell/screens';

export const traceabilityScreens = screens({
  supplier: {
    routes: [
      { path: 'batches', title: '批次', loadComponent: () => import('./supplier/batches').then((m) => m.Batches) },
    ],
    navigation: [entry('资质与认定', 'batches', '批次', 'inbox', 'listBatches')],
  },
});
