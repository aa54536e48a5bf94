// Something was missing: the buyer asks for its money after receipt, the cooperative agrees, and it is back to the fen.
import type { RouteResponse } from '@yigou/contracts';
import type { ApiClient } from '../http-client/client.ts';
import { randomUUID } from 'node:crypto';
import { at, check, eventually, type Stage, yuan } from './stage.ts';
import type { Shop } from './supplier-acts.ts';

/** A case of one piece of the order's first line, from the question to the money. */
export async function askForMissing(
  stage: Stage,
  shop: Shop,
  buyer: ApiClient,
  order: RouteResponse<'getOrder'>,
): Promise<void> {
  const asked = await stage.step(
    'A piece was missing: the buyer asks for its money; not for more pieces than came',
    async (tell) => {
      const terms = await buyer.get('aftersalesTerms', { params: { id: order.id } });
      check.equal(terms.open, true, 'the time to ask');
      const { orderLineId, pieces, rest } = at(terms.lines);
      const amountFen = Math.floor(rest.goodsFen / rest.pieces) + Math.floor(rest.freightFen / rest.freightPieces);
      const body = {
        orderLineId,
        kind: 'refund',
        reason: 'shortage',
        pieces: 1,
        amountFen,
        words: '演示：箱子里少了一件',
        evidence: [],
      } as const;
      const more = await buyer.call('openAftersales', { body: { ...body, pieces: pieces + 1 }, expect: 409 });
      check.equal(more.body.error.code, 'aftersales_exceeds_line', 'more pieces than were received');
      const key = randomUUID();
      const opened = await buyer.get('openAftersales', { body, key });
      check.equal((await buyer.get('openAftersales', { body, key })).id, opened.id, 'the same question sent again');
      check.equal(
        [opened.status, opened.mostFen],
        ['applied', amountFen],
        'whose turn it is, and the most that goes back',
      );
      tell(`${opened.number}: ${yuan(amountFen)} of ${yuan(order.totalFen)}, the supplier answers by ${opened.dueAt}`);
      return opened;
    },
  );
  await stage.step('The cooperative agrees; the money is back, once, and the order stays complete', async (tell) => {
    const params = { id: asked.id };
    const key = randomUUID();
    await shop.client.get('agreeAftersales', { params, body: {}, key });
    await shop.client.get('agreeAftersales', { params, body: {}, key });
    const read = () => buyer.get('viewAftersales', { params });
    const done = await eventually('the money of the case', read, ({ status }) => status === 'refunded');
    const after = await buyer.get('getOrder', { params: { id: order.id } });
    const back = after.refunds.reduce((sum, { amountFen }) => sum + amountFen, 0);
    check.equal([back, after.status], [asked.askedFen, 'completed'], 'what went back, and the order');
    tell(`${done.history.map(({ action }) => action).join(' → ')}; ${yuan(back)} back`);
  });
}
