import { entry, screens } from '../shell/screens';

export const notificationsScreens = screens({
  administration: {
    routes: [{ path: 'mails', title: '邮件发件箱', loadComponent: () => import('./mails').then((m) => m.Mails) }],
    navigation: [entry('运行', 'mails', '邮件发件箱', 'mail', 'listMails')],
  },
});
