// What a school ordered comes: one person records it at a gate without signal, another confirms it, the difference goes back.
import { inspect } from '../support/inspect';
import { moveTo } from '../support/moves';
import { anOffer } from '../support/offers';
import { anOrder } from '../support/orders';
import { enter } from '../support/sessions';
import { expect, test } from '../support/test';

test('goods are accepted by two people, the first of them without signal', async ({ open, guard }) => {
  const offer = await anOffer();
  const shop = await enter('storefront', 'unitBuyer');
  const address = { receiver: '验收收货人', phone: '13900001234', regionCode: '110108', detail: '中关村大街 27 号' };
  await shop.get('createAddress', { body: { ...address, isDefault: true } });
  const orderId = await anOrder(shop, { productId: offer.id, pieces: 3 }).shipped();
  const acceptor = await open('console', 'unitAcceptor');

  await test.step('the first writes what came, and is asked why something is refused', async () => {
    await acceptor.goto(`/agency/acceptable-orders?id=${orderId}`);
    await acceptor.getByTestId('acceptance-begin').click();
    await acceptor.getByTestId('accepted').fill('1');
    await acceptor.getByTestId('short').fill('1');
    await acceptor.getByTestId('refused').fill('1');
    await acceptor.getByTestId('acceptance-sign').click();
    await expect(acceptor.getByTestId('acceptance-form')).toContainText('请选择拒收原因');
    await inspect(acceptor);
  });

  await test.step('what was written is there again after a reload', async () => {
    await acceptor.reload();
    await expect(acceptor.getByTestId('short')).toHaveValue('1');
    await acceptor.getByTestId('acceptance-sign').click();
    await expect(acceptor.getByTestId('acceptance-form')).toContainText('请选择拒收原因');
  });

  await test.step('signs without signal; the sheet is sent by itself when it is back', async () => {
    guard.offline();
    await acceptor.context().setOffline(true);
    await acceptor.getByTestId('refusal').selectOption('damaged');
    await acceptor.getByTestId('batch').fill('B20261101');
    await acceptor.getByTestId('paper-conformity').check();
    await acceptor.getByTestId('acceptance-sign').click();
    await expect(acceptor.getByTestId('acceptance-waiting')).toBeVisible();
    await acceptor.context().setOffline(false);
    await expect(acceptor.getByTestId('acceptance-sent')).toBeVisible();
  });

  const manager = await enter('console', 'agency');
  const { items } = await manager.get('listAcceptances', { query: { mine: '1', limit: 100 } });
  const sheet = items.find((one) => one.orderId === orderId);
  expect(sheet).toMatchObject({ accepted: 1, short: 1, refused: 1 });
  const second = await open('console', 'agency');

  await test.step('another person compares it with the goods and signs', async () => {
    await second.goto(`/agency/acceptances?mine=1&id=${sheet?.id ?? ''}`);
    await expect(second.getByTestId('acceptance-line')).toContainText('批号 B20261101');
    await inspect(second);
    await second.getByTestId('acceptance-confirm').click();
    await second.getByTestId('acceptance-confirm-submit').click();
    await expect(second.getByTestId('acceptance-status')).toHaveText('已验收');
  });

  await test.step('the order is complete, and what was not accepted goes back', async () => {
    const order = await shop.get('getOrder', { params: { id: orderId } });
    expect(order).toMatchObject({ status: 'completed', refunds: [{ amountFen: sheet?.refundFen }] });
    expect(order.lines).toMatchObject([{ acceptedQuantity: 1, refusedQuantity: 2 }]);
  });

  await test.step('the inspection ledger has it, and prints', async () => {
    await moveTo(second, '/agency/inspection-ledger');
    await expect(second.getByTestId('ledger-line').filter({ hasText: 'B20261101' }).first()).toContainText(offer.name);
    await inspect(second);
    const link = await second.getByTestId('ledger-pdf').getAttribute('href');
    const paper = await second.request.get(link ?? '');
    expect(paper.headers()['content-type']).toBe('application/pdf');
    expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
