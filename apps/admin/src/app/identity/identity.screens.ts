import { entry, screens } from '../shell/screens';

const members = {
  path: 'members',
  title: '成员',
  loadComponent: () => import('./members').then((m) => m.Members),
};

export const identityScreens = screens({
  supplier: { routes: [members], navigation: [entry('本单位', 'members', '成员', 'user', 'listMembers')] },
  administration: { routes: [members], navigation: [entry('本单位', 'members', '成员', 'user', 'listMembers')] },
  agency: { routes: [members], navigation: [entry('本单位', 'members', '成员', 'user', 'listMembers')] },
  finance: { routes: [members], navigation: [entry('本单位', 'members', '成员', 'user', 'listMembers')] },
});
