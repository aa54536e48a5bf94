import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter as BoardAdapter } from '@bull-board/fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mayCall, paths } from '@yigou/contracts';
import { seatIn, Sessions } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { CONFIG, type Config } from '@yigou/platform';
import type { FastifyInstance } from 'fastify';
import { errorBody } from '../http/error.filter';
import { QueueClients } from './queue-clients';

const BASE = '/api/admin/queues';

/** Bull Board behind the administrator's login: the whole country's administrators only, since jobs know no region. */
export async function mountQueueBoard(app: NestFastifyApplication, server: FastifyInstance): Promise<void> {
  const sessions = app.get(Sessions);
  const config = app.get<Config>(CONFIG);
  const queues = app.get(QueueClients);
  const board = new BoardAdapter();
  const { replaceQueues } = createBullBoard({
    queues: [],
    serverAdapter: board,
    options: {
      uiConfig: {
        boardTitle: '任务面板',
        miscLinks: [{ text: '返回益购后台', url: new URL('/administration/jobs', config.ADMIN_URL).href }],
      },
    },
  });
  board.setBasePath(BASE);
  await server.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const token = request.cookies['yg_admin_session'];
      const actor = token ? await sessions.authenticate(token, 'admin') : null;
      const seats = actor?.memberships.map(seatIn) ?? [];
      const national = seats.some((seat) => mayCall(paths.listFailedJobs, seat));
      const factorDue = actor !== null && !actor.totpEnabled && !config.YIGOU_DEMO;
      if (national && !factorDue) {
        replaceQueues((await queues.all()).map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })));
        return;
      }
      const refusal = new DomainError(!actor ? 'unauthenticated' : national ? 'second_factor_required' : 'forbidden');
      await reply.status(refusal.status).type('application/json; charset=utf-8').send(errorBody(refusal));
    });
    await scope.register(board.registerPlugin(), { prefix: BASE });
  });
}
