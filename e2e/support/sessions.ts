import { ApiClient } from '../http-client/client.ts';
import { type Account, accounts, addresses, type App, PASSWORD } from './environment';
import { newcomer, type Newcomer } from './people';

/** Sessions that begin over HTTP: a browser that only wants to be somebody need not fill in a form for it. */

const client = (app: App): ApiClient =>
  new ApiClient(addresses.api, { app: app === 'console' ? 'admin' : 'storefront' });

export async function enter(app: App, account: Account): Promise<ApiClient> {
  const session = client(app);
  await session.get('login', { body: { login: accounts[account], password: PASSWORD } });
  return session;
}

/** Somebody who has registered, at a door. */
export async function enterAgain(app: App, { login, password }: Newcomer): Promise<ApiClient> {
  const session = client(app);
  await session.get('login', { body: { login, password } });
  return session;
}

/** Somebody who was not here before, signed in. */
export async function enterAnew(app: App, person: Newcomer = newcomer()): Promise<ApiClient> {
  const session = client(app);
  const { login, name, password } = person;
  await session.get('register', { body: { login, name, password } });
  return session;
}

/** A new buyer with an address in 海淀区. */
export async function aBuyer(): Promise<ApiClient> {
  const session = await enterAnew('storefront');
  const address = { receiver: '验收收货人', phone: '13900001234', regionCode: '110108', detail: '中关村大街 27 号' };
  await session.get('createAddress', { body: { ...address, isDefault: true } });
  return session;
}
