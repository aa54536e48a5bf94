import { Injectable } from '@nestjs/common';
import type { Tx } from '@yigou/platform';

/** A person signs in with what the browser kept before: the token of an anonymous cart. */
export interface SignInNews {
  readonly userId: string;
  readonly cartToken: string;
}
export type SignInHook = (tx: Tx, news: SignInNews) => Promise<void>;

/** Where higher contexts say what they do when someone signs in: it runs in the transaction that opens the session. */
@Injectable()
export class SignInHooks {
  private readonly hooks: SignInHook[] = [];

  add(hook: SignInHook): void {
    this.hooks.push(hook);
  }

  async run(tx: Tx, news: SignInNews): Promise<void> {
    for (const hook of this.hooks) await hook(tx, news);
  }
}
