import { HttpBackend } from '@angular/common/http';
import {
  type ApplicationConfig,
  CSP_NONCE,
  DOCUMENT,
  ErrorHandler,
  inject,
  mergeApplicationConfig,
  REQUEST_CONTEXT,
} from '@angular/core';
import { BEFORE_APP_SERIALIZED } from '@angular/platform-server';
import { provideServerRendering, RenderMode, type ServerRoute, withRoutes } from '@angular/ssr';
import { LIVE_BROWSER, type LiveBrowser } from '@yigou/web-data';
import { appConfig } from './app.config';
import { routes } from './app.routes';
import { ApiBackend, type PageRequest } from './shell/api-backend';
import { SHOP_ORIGIN } from './shell/page-head';
import { RenderErrors } from './shell/render-errors';

/** What strangers open, and what is not there. Everything else is a person's own and begins in the browser. */
const FOR_EVERYBODY: readonly string[] = [
  '',
  'products',
  'products/:id',
  'certificates',
  'certificates/:number',
  'publicity',
  'publicity/:id',
  'group-buys',
  'group-buys/results',
  'group-buys/:id',
  'group-buys/:id/results',
  'help',
  'counties/:code',
  'suppliers/:id',
  '**',
];

/** Says which answer holds a page: without it, it is the shell that every page begins from. */
const RENDERED = { 'x-yigou-rendered': '1' };

const serverRoutes: ServerRoute[] = [...new Set(routes.map(({ path }) => path ?? ''))].map((path) =>
  FOR_EVERYBODY.includes(path)
    ? { path, renderMode: RenderMode.Server, headers: RENDERED }
    : { path, renderMode: RenderMode.Client },
);

/** A page that is rendered is of one moment: nothing in it moves. */
const STILL: LiveBrowser = {
  locks: undefined,
  channel: () => undefined,
  stream: () => undefined,
  isVisible: () => false,
  onChange: () => () => undefined,
};

const asked = (): PageRequest | null => inject(REQUEST_CONTEXT, { optional: true }) as PageRequest | null;

function markRoot(): () => void {
  const [page, nonce] = [inject(DOCUMENT), asked()?.nonce];
  return () => page.querySelector('app-root')?.setAttribute('ngCspNonce', nonce ?? '');
}

export const serverConfig: ApplicationConfig = mergeApplicationConfig(appConfig, {
  providers: [
    provideServerRendering(withRoutes(serverRoutes)),
    ApiBackend,
    { provide: HttpBackend, useExisting: ApiBackend },
    { provide: CSP_NONCE, useFactory: () => asked()?.nonce ?? null },
    // How the application in the browser learns it.
    { provide: BEFORE_APP_SERIALIZED, multi: true, useFactory: markRoot },
    { provide: SHOP_ORIGIN, useFactory: () => asked()?.origin ?? '' },
    { provide: ErrorHandler, useClass: RenderErrors },
    { provide: LIVE_BROWSER, useValue: STILL },
  ],
});
