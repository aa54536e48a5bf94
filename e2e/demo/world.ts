// Who plays, and against what. A demo system has these accounts from its seed.
import { randomInt } from 'node:crypto';
import { ApiClient, type App, SandboxClient } from '../http-client/client.ts';
import type { RouteResponse } from '@yigou/contracts';
import { check, there } from './stage.ts';

const PASSWORD = 'yigou-demo-2020';
const LOGINS = {
  buyer: '13800000001',
  supplier: '13800000002',
  administrator: '13800000003',
  county: '13800000004',
  township: '13800000005',
  city: '13800000006',
  province: '13800000007',
  colleague: '13800000008',
  countyExaminer: '13800000009',
  organiser: '13800000017',
  recipient: '13800000018',
};
type Who = keyof typeof LOGINS;
export type User = NonNullable<RouteResponse<'me'>['user']>;
export interface Person {
  readonly login: string;
  readonly password: string;
  readonly name: string;
}
/** 北京市海淀区 */
export const HOME_REGION = '110108';

function address(name: string, value: string | undefined, fallback?: string): string {
  return (value || fallback || missing(name)).replace(/\/+$/, '');
}

function missing(name: string): never {
  throw new Error(`Set ${name}, or run the demo as  npm run demo`);
}

export class World {
  readonly api: string;
  readonly sandbox: SandboxClient;
  private readonly clients: ApiClient[] = [];

  constructor(env = process.env) {
    this.api = address('YIGOU_API_URL', env.YIGOU_API_URL, 'http://127.0.0.1:3000');
    this.sandbox = new SandboxClient(address('YIGOU_SANDBOX_URL', env.YIGOU_SANDBOX_URL, 'http://127.0.0.1:3900'));
  }

  /** A browser nobody has signed in with. */
  browser(app: App = 'storefront'): ApiClient {
    const client = new ApiClient(this.api, { app });
    this.clients.push(client);
    return client;
  }

  /** Signs in with one of the demo accounts. */
  async signIn(who: Who, client: ApiClient): Promise<User> {
    const { me, challenge } = await client.get('login', { body: { login: LOGINS[who], password: PASSWORD } });
    check.equal(challenge, null, `the demo ${who} signs in without a second factor`);
    const user = there(me?.user, `the demo ${who} is signed in`);
    check.equal(user.login, LOGINS[who], 'the account that is signed in');
    return user;
  }

  /** Somebody who was not here before. */
  newcomer(): Person {
    return {
      login: `199${String(randomInt(100_000_000)).padStart(8, '0')}`,
      password: `demo-${randomInt(1e12)}-yg`,
      name: '演示买家小李',
    };
  }

  addressInput(receiver: string) {
    return {
      receiver,
      phone: '13900001234',
      regionCode: HOME_REGION,
      detail: '中关村大街 27 号（演示地址）',
      isDefault: true,
    };
  }

  close(): void {
    for (const client of this.clients) client.close();
    this.sandbox.close();
  }
}
