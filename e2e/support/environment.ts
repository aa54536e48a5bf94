import { existsSync } from 'node:fs';

export type App = 'storefront' | 'console';

function address(name: string, fallback: string): string {
  return (process.env[name] || fallback).replace(/\/+$/, '');
}

/** Where the system under test answers; `npm test` gives the addresses, the defaults are those of `npm start`. */
export const addresses = {
  api: address('YIGOU_API_URL', 'http://localhost:3000'),
  storefront: address('YIGOU_STOREFRONT_URL', 'http://localhost:4200'),
  console: address('YIGOU_ADMIN_URL', 'http://localhost:4300'),
  sandbox: address('YIGOU_SANDBOX_URL', 'http://localhost:3900'),
} as const;

/** An installed Chromium; undefined lets Playwright look for its own. */
export function chromiumPath(): string | undefined {
  const given = process.env['CHROMIUM_PATH'];
  if (given) return given;
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
  return names.map((name) => `/usr/bin/${name}`).find((path) => existsSync(path));
}

/** Accounts that the seed of a demo system makes. */
export const accounts = {
  buyer: '13800000001',
  supplier: '13800000002',
  administrator: '13800000003',
  countyAdministrator: '13800000004',
  township: '13800000005',
  city: '13800000006',
  province: '13800000007',
  countyExaminer: '13800000009',
  agency: '13800000010',
  supervisingUnit: '13800000011',
  finance: '13800000012',
  unitBuyer: '13800000013',
  unitApprover: '13800000014',
  unitAcceptor: '13800000015',
  auditor: '13800000016',
  organiser: '13800000017',
  recipient: '13800000018',
} as const;
export type Account = keyof typeof accounts;
export const PASSWORD = 'yigou-demo-2020';
