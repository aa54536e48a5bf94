import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { Database } from '@yigou/platform';
import type { FastifyReply } from 'fastify';

/** Liveness: the process answers. Readiness: it can serve, which takes PostgreSQL; orders do not wait for Redis. */
@Controller('health')
export class HealthController {
  constructor(private readonly db: Database) {}

  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string; database: string }> {
    const database = await this.db.query('SELECT 1').then(
      () => 'ok',
      () => 'unreachable',
    );
    if (database !== 'ok') void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return { status: database === 'ok' ? 'ok' : 'unavailable', database };
  }
}
