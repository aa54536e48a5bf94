import { entry, screens } from '../shell/screens';

export const campaignsScreens = screens({
  administration: {
    routes: [
      { path: 'campaigns', title: '以购代捐', loadComponent: () => import('./campaigns').then((m) => m.Campaigns) },
    ],
    navigation: [entry('交易', 'campaigns', '以购代捐', 'file-text', 'listCampaigns')],
  },
});
