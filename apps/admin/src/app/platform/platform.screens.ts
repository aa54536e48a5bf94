import { entry, screens } from '../shell/screens';

export const platformScreens = screens({
  administration: {
    routes: [
      {
        path: 'jobs',
        title: '失败任务',
        loadComponent: () => import('./failed-jobs').then((m) => m.FailedJobs),
      },
    ],
    navigation: [entry('运行', 'jobs', '失败任务', 'warning', 'listFailedJobs')],
  },
});
