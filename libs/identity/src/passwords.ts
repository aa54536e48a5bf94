import { hash, type Options, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { Gate } from './gate';
import { newToken } from './tokens';

/** argon2id (the library's default) with OWASP's parameters: 19 MiB, two passes, one lane. */
const ARGON2: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** A hash takes a core for some 20 ms: two at a time and a bounded queue, so that a flood of logins cannot eat the machine. */
const AT_A_TIME = 2;
const MAX_WAITING = 200;

/** Hashes and checks passwords. */
@Injectable()
export class Passwords {
  private readonly gate = new Gate(AT_A_TIME, MAX_WAITING);
  private nobody: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.gate.run(() => hash(normalised(password), ARGON2));
  }

  /** Whether the password is the one that was hashed. Without a hash, for an unknown account, the same work is done and the answer is no. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? (await (this.nobody ??= this.hash(newToken())));
    const matches = await this.gate.run(() => verify(against, normalised(password)));
    return matches && stored !== null;
  }
}

/** The same letters typed on another keyboard may arrive as other code points. */
function normalised(password: string): string {
  return password.normalize('NFKC');
}
