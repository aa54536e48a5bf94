// What became of what people bought together: ordered at the tier's price, sent, handed out, signed for, published, and checked by strangers; and paid back.
import { randomUUID } from 'node:crypto';
import { type Begun, cameTo, certificateOf, sendAll, type Taken, type Together } from './campaign-acts.ts';
import { at, check, eventually, type Stage, there, yuan } from './stage.ts';
import { levelOf } from './supplier-acts.ts';
import type { World } from './world.ts';

export async function comeThrough(stage: Stage, world: World, begun: Begun): Promise<void> {
  await ordered(stage, begun);
  await paidBack(stage, begun);
  await handedOut(stage, begun);
  await publishAndCheck(stage, world, begun);
  await signedFor(stage, begun);
  await thanked(stage, world, begun);
}

const cheaper = ({ offer }: Together): number => Math.floor((offer.sku.priceFen * 19) / 20);
const pledgeOf = ({ client, pledge }: Taken) => client.get('getPledge', { params: { id: pledge.id } });

async function ordered(stage: Stage, { union, groupBuy }: Begun): Promise<void> {
  await stage.step('It came through: ordered at the tier’s price, the difference is back to the fen', async (tell) => {
    const { orders, places } = await cameTo(union, groupBuy, 'purchasing');
    const priceFen = cheaper(groupBuy);
    check.equal([orders.length, at(orders).pieces, at(orders).totalFen], [1, 3, 3 * priceFen], 'the order');
    check.equal(at(places).stage, 'paid', 'what the order was paid of');
    for (const one of groupBuy.taken) {
      const pledge = await eventually(
        'the difference in price',
        () => pledgeOf(one),
        ({ refunds }) => refunds.length > 0 && refunds.every(({ status }) => status === 'succeeded'),
      );
      const { shares, amountFen, finalFen, refundedFen } = pledge;
      check.equal([finalFen, refundedFen], [shares * priceFen, amountFen - shares * priceFen], pledge.number);
      tell(`${pledge.number}: ${yuan(amountFen)} paid, ${yuan(refundedFen)} back, ${yuan(finalFen ?? 0)} in the end`);
    }
    tell(`${at(orders).number} · ${at(orders).supplierName} · ${yuan(at(orders).totalFen)}`);
  });
}

async function paidBack(stage: Stage, { calledOff }: Begun): Promise<void> {
  await stage.step('What was called off is back whole, and nobody had to ask', async (tell) => {
    const one = at(calledOff.taken);
    const pledge = await eventually(
      'the refund',
      () => pledgeOf(one),
      ({ status, refunds }) => status === 'refunded' && refunds.every((refund) => refund.status === 'succeeded'),
    );
    check.equal([pledge.refunds.length, pledge.refundedFen], [1, pledge.amountFen], 'refunds of the pledge');
    tell(`${pledge.number} ${pledge.status}: ${yuan(pledge.refundedFen)} of ${yuan(pledge.amountFen)}`);
  });
}

async function handedOut(stage: Stage, { union, shop, groupBuy }: Begun): Promise<void> {
  await stage.step('Sent, received, and handed out on codes that only their owners see, once each', async (tell) => {
    const fulfilment = await cameTo(union, groupBuy, 'purchasing');
    await sendAll(shop, fulfilment);
    await cameTo(union, groupBuy, 'shipping');
    for (const { orderId: id } of fulfilment.orders) await union.get('confirmReceipt', { params: { id } });
    await cameTo(union, groupBuy, 'received');
    const roster = await union.get('listHandOuts', { params: { id: groupBuy.id } });
    check.equal(roster.items.length, groupBuy.taken.length, 'people on the roster');
    for (const one of groupBuy.taken) {
      const { id, number, handCode } = await pledgeOf(one);
      const code = there(handCode, 'the code of a pledge that came through');
      check.that(!JSON.stringify(roster).includes(code), 'the roster does not know the code');
      const body = { proof: 'code', at: new Date().toISOString() };
      const wrong = await union.call('handOutPledge', {
        params: { id },
        body: { ...body, code: 'WRONG2345' },
        expect: 409,
      });
      check.equal(wrong.body.error.code, 'hand_code_wrong', 'another code');
      const hand = { params: { id }, body: { ...body, code }, key: randomUUID() };
      const done = await union.get('handOutPledge', hand);
      check.equal(done.state, 'done', 'after the hand-out');
      await union.get('handOutPledge', hand);
      const twice = await union.call('handOutPledge', { params: { id }, body: { ...body, code }, expect: 409 });
      check.equal(twice.body.error.code, 'pledge_closed', 'handing it out twice');
      tell(`${number}: ${done.shares} share(s) handed out on a code; another one: ${wrong.body.error.code}`);
    }
  });
}

async function publishAndCheck(stage: Stage, world: World, { union, groupBuy }: Begun): Promise<void> {
  const { id } = groupBuy;
  await stage.step('Published with figures of orders and certificates; anybody checks who took part', async (tell) => {
    await union.get('closeHandOut', { params: { id }, body: { leftShares: 0, note: '' } });
    const report = '货已到齐，在社区服务站分发完毕，货款已由合作社收到。（演示）';
    await union.get('fileCampaignReport', { params: { id }, body: { text: report, photos: [] } });
    await union.get('publishCampaign', { params: { id } });
    const stranger = world.browser();
    const wall = await stranger.get('getGroupBuyWall', { params: { id } });
    const published = there(wall.published, 'the figures that were published');
    const paidFen = 3 * cheaper(groupBuy);
    check.equal([published.participants, published.shares, published.handedShares], [2, 3, 3], 'people and shares');
    check.equal([published.paidFen, wall.paidFen], [paidFen, paidFen], 'what it came to');
    for (const one of groupBuy.taken) {
      const number = await certificateOf(one);
      const seen = await stranger.get('verifyParticipation', { params: { number } });
      check.equal([seen.shares, seen.campaignId], [one.pledge.shares, id], `the certificate ${number}`);
      const paper = await stranger.call('participationPdf', { params: { number } });
      check.equal(paper.headers['content-type'], 'application/pdf', 'the certificate on paper');
      const forged = number.slice(0, -1) + (number.endsWith('A') ? 'B' : 'A');
      await stranger.call('verifyParticipation', { params: { number: forged }, expect: 404 });
      tell(`${number}: ${seen.shownName}, ${seen.shares} share(s), ${seen.products.join('、')}; ${forged}: not found`);
    }
  });
}

async function signedFor(stage: Stage, begun: Begun): Promise<void> {
  const { union, shop, hospital, donation, needId } = begun;
  await stage.step('The hospital counts what came: what is damaged goes back to who gave', async (tell) => {
    const fulfilment = await cameTo(union, donation, 'purchasing');
    await sendAll(shop, fulfilment);
    await cameTo(union, donation, 'shipping');
    const params = { id: at(fulfilment.orders).orderId };
    const { lines } = await hospital.get('getDelivery', { params });
    const { id: orderLineId, shipped } = at(lines);
    const count = (received: number, damaged: number) => ({
      lines: [{ orderLineId, received, short: 0, damaged, note: '', photos: [] }],
      remark: '',
      recordedAt: new Date().toISOString(),
    });
    const tooFew = await hospital.call('signDelivery', { params, body: count(shipped - 1, 0), expect: 409 });
    check.equal(tooFew.body.error.code, 'delivery_miscounted', 'counts that do not add up');
    const sign = { params, body: count(shipped - 1, 1), key: randomUUID() };
    await hospital.get('signDelivery', sign);
    await hospital.get('signDelivery', sign);
    await cameTo(union, donation, 'received');
    const pledge = await eventually(
      'what was damaged',
      () => pledgeOf(at(donation.taken)),
      ({ refunds }) => refunds.length > 0 && refunds.every(({ status }) => status === 'succeeded'),
    );
    check.equal(pledge.refundedFen, donation.offer.sku.priceFen, 'what came back of a damaged piece');
    const need = await hospital.get('getNeed', { params: { id: needId } });
    check.equal(need.delivered, shipped - 1, 'delivered of the need');
    tell(
      `${shipped - 1} of ${shipped} taken; ${yuan(pledge.refundedFen)} back; ${need.delivered} of the need have come`,
    );
  });
}

async function thanked(stage: Stage, world: World, { union, shop, donation, levels }: Begun): Promise<void> {
  const { id } = donation;
  await stage.step('The donation is published; its certificate names the hospital', async (tell) => {
    await union.get('publishCampaign', { params: { id } });
    const report = '医院已签收，一袋破损已退款，食堂当天用上。（演示）';
    await union.get('fileCampaignReport', { params: { id }, body: { text: report, photos: [] } });
    const number = await certificateOf(at(donation.taken));
    const seen = await world.browser().get('verifyParticipation', { params: { number } });
    check.that(seen.recipientName, 'the certificate names who was given');
    const [bought, given] = [await levelOf(shop, shop.offers[0]), await levelOf(shop, shop.offers[1])];
    const expected = [at(levels, 0), at(levels, 1)];
    check.equal(bought, { ...expected[0], onHand: at(levels, 0).onHand - 3 }, 'stock after the group buys');
    check.equal(given, { ...expected[1], onHand: at(levels, 1).onHand - 4 }, 'stock after the donation');
    tell(`${number}: ${seen.shownName} for ${seen.recipientName}; nothing is held any more`);
  });
}
