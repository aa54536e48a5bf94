import { entry, screens } from '../shell/screens';

const members = {
  path: 'members',
  title: '成员',
  loadComponent: () => import('./members').then((m) => m.Members),
};

const organisations = {
  path: 'organisations',
  title: '单位',
  loadComponent: () => import('./organisations').then((m) => m.Organisations),
};

export const identityScreens = screens({
  supplier: { routes: [members], navigation: [entry('本单位', 'members', '成员', 'user', 'listMembers')] },
  administration: {
    routes: [members, organisations],
    navigation: [
      entry('名录', 'organisations', '单位', 'bank', 'listOrganisations'),
      entry('本单位', 'members', '成员', 'user', 'listMembers'),
    ],
  },
  agency: { routes: [members], navigation: [entry('本单位', 'members', '成员', 'user', 'listMembers')] },
  finance: { routes: [members], navigation: [entry('本单位', 'members', '成员', 'user', 'listMembers')] },
  auditor: { routes: [members], navigation: [entry('本单位', 'members', '成员', 'user', 'listMembers')] },
  recipient: { routes: [members], navigation: [entry('本单位', 'members', '成员', 'user', 'listMembers')] },
});
