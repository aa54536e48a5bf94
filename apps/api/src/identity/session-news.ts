import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SessionMemory, Sessions } from '@yigou/identity';
import { CONFIG, type Config } from '@yigou/platform';

/** Lets this process remember whose sessions it has looked up. Tests count statements, and their people come once: there every session is looked up unless a test asks for it. */
@Injectable()
export class SessionNews implements OnApplicationBootstrap, OnApplicationShutdown {
  private memory: SessionMemory | undefined;

  constructor(
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.NODE_ENV === 'test') return;
    this.memory = new SessionMemory(this.config.DATABASE_URL);
    this.sessions.rememberIn(this.memory);
    void this.memory.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.memory?.stop();
  }
}
