import type { Routes } from '@angular/router';
import { guarded } from '@yigou/web-ui';
import { atTheDoor, seated, signedIn, toHome, toRegistration } from './identity/guards';

export const routes: Routes = [
  { path: '', pathMatch: 'full', canActivate: [toHome], children: [] },
  {
    path: 'login',
    title: '登录',
    canActivate: [atTheDoor],
    loadComponent: () => import('./identity/login').then((m) => m.Login),
  },
  {
    path: 'register',
    title: '注册账号',
    canActivate: [toRegistration],
    loadComponent: () => import('./identity/register').then((m) => m.Register),
  },
  {
    path: 'forgot-password',
    title: '找回密码',
    loadComponent: () => import('./identity/forgot-password').then((m) => m.ForgotPassword),
  },
  {
    path: 'reset-password',
    title: '设置新密码',
    loadComponent: () => import('./identity/reset-password').then((m) => m.ResetPassword),
  },
  {
    path: 'seat',
    title: '选择单位',
    canActivate: [signedIn],
    loadComponent: () => import('./identity/choose-seat').then((m) => m.ChooseSeat),
  },
  {
    path: 'no-seat',
    title: '没有后台工作',
    canActivate: [signedIn],
    loadComponent: () => import('./identity/no-seat').then((m) => m.NoSeat),
  },
  {
    path: 'supplier/orders/:id/slip',
    title: '装箱单',
    canActivate: [seated('supplier')],
    loadComponent: () => import('./logistics/packing-slip').then((m) => m.PackingSlip),
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: () => import('./shell/shell').then((m) => m.Shell),
    children: guarded([
      { path: 'account', title: '我的账号', loadComponent: () => import('./identity/account').then((m) => m.Account) },
      {
        path: 'account/totp',
        title: '动态验证码',
        loadComponent: () => import('./identity/totp').then((m) => m.Totp),
      },
      { path: 'notices', title: '通知', loadComponent: () => import('./notifications/notices').then((m) => m.Notices) },
      { path: 'supplier', canActivate: [seated('supplier')], loadChildren: () => import('./supplier.routes') },
      {
        path: 'administration',
        canActivate: [seated('administration')],
        loadChildren: () => import('./administration.routes'),
      },
      { path: 'agency', canActivate: [seated('agency')], loadChildren: () => import('./agency.routes') },
      { path: 'finance', canActivate: [seated('finance')], loadChildren: () => import('./finance.routes') },
      { path: 'auditor', canActivate: [seated('auditor')], loadChildren: () => import('./auditor.routes') },
      { path: 'recipient', canActivate: [seated('recipient')], loadChildren: () => import('./recipient.routes') },
      { path: '**', title: '没有这个页面', loadComponent: () => import('./shell/not-found').then((m) => m.NotFound) },
    ]),
  },
];
