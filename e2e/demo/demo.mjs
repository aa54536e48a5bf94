// Plays the market's story over HTTP and checks every answer: bought, paid, shipped, received; cancelled and refunded; left unpaid; and
// what the administration sees of it. Addresses come from YIGOU_API_URL and YIGOU_SANDBOX_URL. Ends with 1 when an answer is off.
import { randomUUID } from 'node:crypto';
import { earnAPlace, openOffices } from './admission-acts.mjs';
import { dashboardFigures, watchAsAdministrator } from './admin-acts.mjs';
import { browse, checkCart, fillCart, homeAddress, pay, placeOnce, preview, replayWebhooks } from './buyer-acts.mjs';
import { certify, list, publishAndExamine } from './certification-acts.mjs';
import { cancelOneOfTwo, leaveUnpaid } from './closing-acts.mjs';
import { check, Stage, yuan } from './stage.mjs';
import { deliver, levelOf, openShop, shipInTwoParcels } from './supplier-acts.mjs';
import { buyFromBatch, inspect, loseAndRegain } from './supervision-acts.mjs';
import { World } from './world.mjs';

/** From the shelf to the doorstep. */
async function buyAndReceive(stage, world, shop) {
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
    check.equal(me.user.login, newcomer.login, 'the new account');
    const cart = await browser.get('getCart');
    checkCart(cart, lines);
    tell(`${me.user.name} ${newcomer.login}, cart of ${cart.count} SKUs kept`);
    return me.user;
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
  const order = await browser.get('getOrder', { params: { id: checkout.orders[0].id } });
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
  return { user, order };
}

/** A certificate is earned, kept and lost. */
async function certifyAndWatch(stage, world) {
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

async function play(stage, world) {
  const before = await dashboardFigures(stage, world);
  stage.act('A cooperative opens its shop');
  const shop = await openShop(stage, world);
  stage.act('Bought, paid, shipped, received');
  const { user, order } = await buyAndReceive(stage, world, shop);
  stage.act('Two suppliers under one payment; one order is cancelled and refunded');
  const refunded = await cancelOneOfTwo(stage, world, shop);
  stage.act('Left unpaid and cancelled');
  const unpaid = await leaveUnpaid(stage, world, shop);
  await certifyAndWatch(stage, world);
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
  process.stderr.write(`\n${error.message}\n`);
  if (process.env.YIGOU_DEMO_DEBUG) process.stderr.write(`${error.cause?.stack ?? error.stack}\n`);
  else
    process.stderr.write(
      `(played against ${world.api}; order numbers stand above, a stack trace with YIGOU_DEMO_DEBUG=1)\n`,
    );
  process.exitCode = 1;
} finally {
  world.close();
}
