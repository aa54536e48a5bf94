import type { Routes } from '@angular/router';
import { signedIn } from './auth.guard';

export const identityRoutes: Routes = [
  { path: 'login', title: '登录', loadComponent: () => import('./login').then((m) => m.LoginPage) },
  { path: 'register', title: '注册', loadComponent: () => import('./register').then((m) => m.RegisterPage) },
  {
    path: 'forgot-password',
    title: '找回密码',
    loadComponent: () => import('./forgot-password').then((m) => m.ForgotPasswordPage),
  },
  {
    path: 'reset-password',
    title: '重设密码',
    loadComponent: () => import('./reset-password').then((m) => m.ResetPasswordPage),
  },
  {
    path: 'right-door',
    title: '您的工作在管理后台',
    canActivate: [signedIn],
    loadComponent: () => import('./right-door').then((m) => m.RightDoorPage),
  },
  {
    path: 'account',
    title: '我的账号',
    canActivate: [signedIn],
    loadComponent: () => import('./account').then((m) => m.AccountPage),
  },
  {
    path: 'account/members',
    title: '成员',
    canActivate: [signedIn],
    loadComponent: () => import('./members').then((m) => m.MembersPage),
  },
  {
    path: 'account/invitations',
    title: '我的邀请',
    canActivate: [signedIn],
    loadComponent: () => import('./invitations').then((m) => m.InvitationsPage),
  },
];
