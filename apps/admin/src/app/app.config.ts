import { provideHttpClient, withInterceptors, withXsrfConfiguration } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import {
  provideRouter,
  Router,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
} from '@angular/router';
import { ON_SEAT_REFUSED, provideUploadProgress, seatInterceptor, SEATS_OF_APP } from '@yigou/web-data';
import { provideComposition } from '@yigou/web-ui';
import { provideNzConfig } from 'ng-zorro-antd/core/config';
import { provideNzI18n, zh_CN } from 'ng-zorro-antd/i18n';
import { provideNzIcons } from 'ng-zorro-antd/icon';
import { routes } from './app.routes';
import { sessionInterceptor } from './identity/session.interceptor';
import { icons } from './shell/icons';
import { PageTitle } from './shell/page-title';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideZonelessChangeDetection(),
    provideComposition(),
    provideRouter(routes, withComponentInputBinding(), withInMemoryScrolling({ scrollPositionRestoration: 'enabled' })),
    { provide: TitleStrategy, useClass: PageTitle },
    provideHttpClient(
      withXsrfConfiguration({ cookieName: 'XSRF-TOKEN-ADMIN', headerName: 'X-XSRF-TOKEN' }),
      withInterceptors([sessionInterceptor, seatInterceptor]),
    ),
    provideUploadProgress(),
    {
      provide: SEATS_OF_APP,
      useValue: { app: 'admin', kinds: ['supplier', 'administration', 'agency', 'finance', 'auditor', 'recipient'] },
    },
    {
      provide: ON_SEAT_REFUSED,
      useFactory: () => {
        const router = inject(Router);
        return () => {
          if (!router.url.startsWith('/seat')) void router.navigate(['/seat'], { queryParams: { next: router.url } });
        };
      },
    },
    provideNzI18n(zh_CN),
    provideNzIcons(icons),
    provideNzConfig({ message: { nzDuration: 4000, nzTop: 16 } }),
  ],
};
