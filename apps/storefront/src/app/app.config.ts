import { isPlatformBrowser } from '@angular/common';
import { provideHttpClient, withInterceptors, withXsrfConfiguration } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  PLATFORM_ID,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import { provideClientHydration, withEventReplay } from '@angular/platform-browser';
import {
  provideRouter,
  Router,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withRouterConfig,
} from '@angular/router';
import {
  ON_UNAUTHENTICATED,
  provideUploadProgress,
  seatInterceptor,
  SEATS_OF_APP,
  Session,
  unauthenticatedInterceptor,
} from '@yigou/web-data';
import { provideComposition } from '@yigou/web-ui';
import { routes } from './app.routes';
import { goToLogin } from './identity/auth.guard';
import { ShopTitleStrategy } from './shell/title-strategy';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideZonelessChangeDetection(),
    // What was pressed before the page could hear it is done when it can.
    provideClientHydration(withEventReplay()),
    provideComposition(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      withRouterConfig({ onSameUrlNavigation: 'reload' }),
    ),
    provideHttpClient(
      withXsrfConfiguration({ cookieName: 'XSRF-TOKEN', headerName: 'X-XSRF-TOKEN' }),
      withInterceptors([unauthenticatedInterceptor, seatInterceptor]),
    ),
    provideUploadProgress(),
    // Organisations that buy or are given things; who sells or administers does it in the console.
    { provide: SEATS_OF_APP, useValue: { app: 'storefront', kinds: ['agency', 'company', 'recipient'] } },
    {
      provide: ON_UNAUTHENTICATED,
      useFactory: () => {
        const router = inject(Router);
        return () => goToLogin(router);
      },
    },
    { provide: TitleStrategy, useExisting: ShopTitleStrategy },
    // Not awaited: the shop opens for everybody while it asks who is there; guards wait by themselves. What a server renders is for everybody alike.
    provideAppInitializer(() => {
      if (!isPlatformBrowser(inject(PLATFORM_ID))) return;
      void inject(Session)
        .load()
        .catch(() => undefined);
    }),
  ],
};
