import type { Routes } from '@angular/router';
import { signedIn } from './identity/auth.guard';

export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: '首页',
    loadComponent: () => import('./catalogue/home').then((m) => m.HomePage),
  },
  {
    path: 'products',
    title: '全部产品',
    loadComponent: () => import('./catalogue/product-list').then((m) => m.ProductListPage),
  },
  {
    path: 'products/:id',
    title: '产品',
    loadComponent: () => import('./catalogue/product-page').then((m) => m.ProductPage),
  },
  {
    path: 'counties',
    title: '县域产区',
    loadComponent: () => import('./regions/counties').then((m) => m.CountiesPage),
  },
  {
    path: 'certificates',
    title: '查验证书',
    loadComponent: () => import('./certification/verify').then((m) => m.VerifyPage),
  },
  {
    path: 'certificates/:number',
    title: '查验证书',
    loadComponent: () => import('./certification/certificate').then((m) => m.CertificatePage),
  },
  {
    path: 'publicity',
    title: '认定公示',
    loadComponent: () => import('./certification/publicity-list').then((m) => m.PublicityListPage),
  },
  {
    path: 'publicity/:id',
    title: '公示',
    loadComponent: () => import('./certification/publicity').then((m) => m.PublicityPage),
  },
  {
    path: 'complaints/new',
    title: '投诉举报',
    loadComponent: () => import('./supervision/complaint').then((m) => m.ComplaintPage),
  },
  {
    path: 'tracking',
    title: '进展查询',
    loadComponent: () => import('./supervision/tracking').then((m) => m.TrackingPage),
  },
  {
    path: 'mandate-log',
    title: '代办记录查询',
    loadComponent: () => import('./households/mandate-log').then((m) => m.MandateLogPage),
  },
  {
    path: 'mandate-log/:code',
    title: '代办记录查询',
    loadComponent: () => import('./households/mandate-log').then((m) => m.MandateLogPage),
  },
  {
    path: 'mandates',
    title: '我的代办',
    canActivate: [signedIn],
    loadComponent: () => import('./households/mandates').then((m) => m.MandatesPage),
  },
  {
    path: 'mandates/:id',
    title: '代为办理',
    canActivate: [signedIn],
    loadComponent: () => import('./households/mandate').then((m) => m.MandatePage),
  },
  {
    path: 'notices',
    title: '通知',
    canActivate: [signedIn],
    loadComponent: () => import('./notifications/notices').then((m) => m.NoticesPage),
  },
  { path: 'cart', title: '购物车', loadComponent: () => import('./orders/cart').then((m) => m.CartPage) },
  {
    path: 'checkout',
    title: '确认订单',
    canActivate: [signedIn],
    loadComponent: () => import('./orders/checkout').then((m) => m.CheckoutPage),
  },
  {
    path: 'pay/return',
    title: '支付结果',
    canActivate: [signedIn],
    loadComponent: () => import('./payments/pay-return').then((m) => m.PayReturnPage),
  },
  {
    path: 'orders',
    title: '我的订单',
    canActivate: [signedIn],
    loadComponent: () => import('./orders/order-list').then((m) => m.OrderListPage),
  },
  {
    path: 'orders/:id',
    title: '订单详情',
    canActivate: [signedIn],
    loadComponent: () => import('./orders/order-detail').then((m) => m.OrderDetailPage),
  },
  { path: 'login', title: '登录', loadComponent: () => import('./identity/login').then((m) => m.LoginPage) },
  { path: 'register', title: '注册', loadComponent: () => import('./identity/register').then((m) => m.RegisterPage) },
  {
    path: 'forgot-password',
    title: '找回密码',
    loadComponent: () => import('./identity/forgot-password').then((m) => m.ForgotPasswordPage),
  },
  {
    path: 'reset-password',
    title: '重设密码',
    loadComponent: () => import('./identity/reset-password').then((m) => m.ResetPasswordPage),
  },
  {
    path: 'account',
    title: '我的账号',
    canActivate: [signedIn],
    loadComponent: () => import('./identity/account').then((m) => m.AccountPage),
  },
  { path: 'help', title: '帮助与说明', loadComponent: () => import('./help/help').then((m) => m.HelpPage) },
  { path: '**', title: '页面不存在', loadComponent: () => import('./shell/not-found').then((m) => m.NotFoundPage) },
];
