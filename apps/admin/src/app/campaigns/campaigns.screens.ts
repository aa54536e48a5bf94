import { entry, screens } from '../shell/screens';

export const campaignsScreens = screens({
  supplier: {
    routes: [
      {
        path: 'campaigns',
        title: '团购邀约',
        loadComponent: () => import('./supplier/campaign-asks').then((m) => m.CampaignAsks),
      },
      {
        path: 'campaign-orders',
        title: '团购订单',
        loadComponent: () => import('./supplier/campaign-orders').then((m) => m.CampaignOrders),
      },
    ],
    navigation: [
      entry('卖货', 'campaigns', '团购邀约', 'team', 'listCampaignAsks'),
      entry('卖货', 'campaign-orders', '团购订单', 'team', 'listCampaignOrders'),
    ],
  },
  administration: {
    routes: [
      {
        path: 'campaigns',
        title: '团购审核',
        loadComponent: () => import('./administration/campaigns').then((m) => m.Campaigns),
      },
      {
        path: 'campaign-complaints',
        title: '团购举报',
        loadComponent: () => import('./administration/campaign-complaints').then((m) => m.CampaignComplaints),
      },
      {
        path: 'registrations',
        title: '单位登记',
        loadComponent: () => import('./administration/registrations').then((m) => m.Registrations),
      },
      {
        path: 'needs',
        title: '受赠需求',
        loadComponent: () => import('./administration/need-reviews').then((m) => m.NeedReviews),
      },
    ],
    navigation: [
      entry('交易', 'campaigns', '团购审核', 'team', 'listCampaigns'),
      entry('交易', 'campaign-complaints', '团购举报', 'alert', 'listCampaignComplaints'),
      entry('名录', 'registrations', '单位登记', 'solution', 'listRegistrations'),
      entry('交易', 'needs', '受赠需求', 'inbox', 'listNeedReviews'),
    ],
  },
  recipient: {
    routes: [
      {
        path: 'needs',
        title: '受赠需求',
        loadComponent: () => import('./recipient/own-needs').then((m) => m.OwnNeeds),
      },
      {
        path: 'campaigns',
        title: '以购代捐',
        loadComponent: () => import('./recipient/donation-requests').then((m) => m.DonationRequests),
      },
      {
        path: 'deliveries',
        title: '捐赠物资',
        loadComponent: () => import('./recipient/deliveries').then((m) => m.DeliveryList),
      },
      {
        path: 'surplus',
        title: '余量再分配',
        loadComponent: () => import('./recipient/surplus-list').then((m) => m.SurplusList),
      },
    ],
    navigation: [
      entry('受赠', 'needs', '受赠需求', 'inbox', 'listOwnNeeds'),
      entry('受赠', 'campaigns', '以购代捐', 'team', 'listCampaignRequests'),
      entry('受赠', 'deliveries', '捐赠物资', 'car', 'listDeliveries'),
      entry('受赠', 'surplus', '余量再分配', 'send', 'listSurplus'),
    ],
  },
});
