import { entry, screens } from '../shell/screens';

export const purchasingScreens = screens({
  agency: {
    routes: [
      {
        path: 'requisitions',
        title: '采购申请',
        loadComponent: () => import('./agency/requisitions').then((m) => m.Requisitions),
      },
      {
        path: 'approvers',
        title: '审批限额',
        loadComponent: () => import('./agency/approvers').then((m) => m.Approvers),
      },
    ],
    navigation: [
      entry('采购', 'requisitions', '采购申请', 'file-text', 'listRequisitions'),
      entry('采购', 'approvers', '审批限额', 'safety-certificate', 'getApprovers'),
    ],
  },
});
