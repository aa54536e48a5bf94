// Plays the market's story over HTTP and checks every answer: bought, paid, shipped, received; a piece asked back after receipt; cancelled and refunded; left unpaid; bought together and
// given; and what the administration sees of it. Addresses come from YIGOU_API_URL and YIGOU_SANDBOX_URL. Ends with 1 when an answer is off.

import { randomUUID } from 'node:crypto';
import { earnAPlace, openOffices } from './admission-acts.ts';
import { dashboardFigures, watchAsAdministrator } from './admin-acts.ts';
import { askForMissing } from './aftersales-acts.ts';
import { browse, checkCart, fillCart, homeAddress, pay, placeOnce, preview, replayWebhooks } from './buyer-acts.ts';
import { buyTogether } from './campaign-acts.ts';
import { certify, list, publishAndExamine } from './certification-acts.ts';
import { cancelOneOfTwo, leaveUnpaid } from './closing-acts.ts';
import { at, check, Stage, there, yuan } from './stage.ts';
import { deliver, levelOf, openShop, type Shop, shipInTwoParcels } from './supplier-acts.ts';
import { buyFromBatch, inspect, loseAndRegain } from './supervision-acts.ts';
import { comeThrough } from './together-acts.ts';
import { World } from './world.ts';

/** From the shelf to the doorstep. */
async function buyAndReceive(stage: Stage, world: World, shop: Shop) {
  const [first, second] = shop.offers;
  const lines = [
    { ...first, quantity: 2 },
    { ...second, quantity: 1 },
  ];
  const browser = world.browser();
  await browse(stage, browser, first);
  await fillCart(stage, browser, lines);
  const newcomer = world.newcomer();
  const user = await stage.step('registers; the cart comes along', async (tell) => {
    const { me } = await browser.get('register', { body: newcomer });
    const user = there(me.user, 'somebody is signed in');
    check.equal(user.login, newcomer.login, 'the new account');
    const cart = await browser.get('getCart');
    checkCart(cart, lines);
    tell(`${user.name} ${newcomer.login}, cart of ${cart.count} SKUs kept`);
    return user;
  });
  const costs = await stage.step('gives an address and sees every cost before ordering', async (tell) => {
    const address = await homeAddress(browser, world, newcomer.name);
    const seen = await preview(browser, lines, address);
    tell(`${address.region.path} ${address.detail}`);
    tell(`goods ${yuan(seen.goodsFen)} + freight ${yuan(seen.freightFen)} = ${yuan(seen.totalFen)}`);
    return seen;
  });
  const before = await levelOf(shop, first);
  const checkout = await placeOnce(stage, browser, costs);
  await stage.step('Its pieces are held for the buyer, once', async (tell) => {
    const now = await levelOf(shop, first);
    check.equal(now, { onHand: before.onHand, reserved: before.reserved + 2 }, 'stock after the order');
    check.equal((await browser.get('getCart')).count, 0, 'SKUs left in the cart');
    tell(`${first.product.name}: ${now.onHand} on hand, held ${before.reserved} → ${now.reserved}`);
  });
  const paid = await pay(stage, world, browser, checkout, 'alipay');
  await replayWebhooks(stage, world, browser, paid);
  const order = await browser.get('getOrder', { params: { id: at(checkout.orders).id } });
  const parcels = await shipInTwoParcels(stage, shop, order);
  await deliver(stage, world, browser, order, parcels);
  await stage.step('The buyer confirms receipt; the order is complete', async (tell) => {
    const key = randomUUID();
    const done = await browser.get('confirmReceipt', { params: { id: order.id }, key });
    check.equal(done.status, 'completed', 'status after receipt');
    const again = await browser.get('confirmReceipt', { params: { id: order.id }, key });
    check.equal(again.steps.length, done.steps.length, 'steps after the same confirmation again');
    const now = await levelOf(shop, first);
    check.equal(now, { onHand: before.onHand - 2, reserved: before.reserved }, 'stock after all has left the house');
    const late = await browser.call('cancelOrder', {
      params: { id: order.id },
      body: { reason: '不想要了' },
      expect: 409,
    });
    check.equal(late.body.error.code, 'order_not_cancellable', 'cancelling a completed order is refused');
    tell(done.steps.map(({ to }) => to).join(' → '));
    tell(`${first.product.name}: on hand ${before.onHand} → ${now.onHand}, held ${now.reserved}`);
  });
  return { user, order, browser };
}

/** A certificate is earned, kept and lost. */
async function certifyAndWatch(stage: Stage, world: World) {
  stage.act('A cooperative earns its place');
  const offices = await openOffices(stage, world);
  const cooperative = await earnAPlace(stage, world, offices);
  stage.act('Its product earns a certificate');
  await publishAndExamine(stage, world, offices, cooperative);
  const certificate = await certify(stage, world, offices, cooperative);
  const offer = await list(stage, world, cooperative, certificate);
  stage.act('The certificate is watched, lost and regained');
  const buyer = await buyFromBatch(stage, world, cooperative, offer);
  await inspect(stage, offices, cooperative, certificate);
  await loseAndRegain(stage, world, offices, cooperative, certificate, buyer);
}

async function play(stage: Stage, world: World) {
  const before = await dashboardFigures(stage, world);
  stage.act('A cooperative opens its shop');
  const shop = await openShop(stage, world);
  stage.act('Bought, paid, shipped, received');
  const { user, order, browser } = await buyAndReceive(stage, world, shop);
  stage.act('A piece was missing');
  await askForMissing(stage, shop, browser, order);
  stage.act('Two suppliers under one payment; one order is cancelled and refunded');
  const refunded = await cancelOneOfTwo(stage, world, shop);
  stage.act('Left unpaid and cancelled');
  const unpaid = await leaveUnpaid(stage, world, shop);
  stage.act('Bought together, instead of given: opened and joined');
  const together = await buyTogether(stage, world, shop);
  // What the worker makes of it needs some seconds: another act fills them.
  await certifyAndWatch(stage, world);
  stage.act('Bought together: come through, called off, given');
  await comeThrough(stage, world, together);
  stage.act('What the administration sees');
  await watchAsAdministrator(stage, { ...before, user, order, refunded, unpaid });
}

const stage = new Stage();
const world = new World();
try {
  process.stdout.write(`The market's story, played against ${world.api}\n`);
  await play(stage, world);
  process.stdout.write(`\n${stage.steps} steps, every answer checked, in ${stage.seconds.toFixed(1)} s.\n`);
} catch (error) {
  const { message, stack, cause } = error as Error;
  process.stderr.write(`\n${message}\n`);
  if (process.env.YIGOU_DEMO_DEBUG) process.stderr.write(`${cause instanceof Error ? cause.stack : stack}\n`);
  else
    process.stderr.write(
      `(played against ${world.api}; order numbers stand above, a stack trace with YIGOU_DEMO_DEBUG=1)\n`,
    );
  process.exitCode = 1;
} finally {
  world.close();
}
