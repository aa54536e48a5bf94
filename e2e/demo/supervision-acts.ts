// A certificate is watched and lost, and comes back: bought with its batch named, inspected, complained about, suspended, appealed, restored.

import { type ApiClient, intentOf } from '../http-client/client.ts';
import { type Cooperative, type Offices, upload } from './admission-acts.ts';
import { type Address, fillCart, type Line, homeAddress, preview } from './buyer-acts.ts';
import type { CertifiedOffer, Issued } from './certification-acts.ts';
import { at, check, eventually, type Stage, there } from './stage.ts';
import type { World } from './world.ts';

/** Somebody who has bought it once and would again. */
export interface Customer {
  readonly browser: ApiClient;
  readonly address: Address;
  readonly lines: readonly Line[];
}

/** Bought, paid, and shipped from a batch: the buyer reads the chain. */
export async function buyFromBatch(stage: Stage, world: World, cooperative: Cooperative, offer: CertifiedOffer) {
  const browser = world.browser();
  const person = world.newcomer();
  await browser.get('register', { body: person });
  await fillCart(stage, browser, [{ ...offer, quantity: 2 }]);
  return stage.step('Bought and shipped: the parcel names the batch, the order shows who grew it', async (tell) => {
    const address = await homeAddress(browser, world, person.name);
    const costs = await preview(browser, [{ ...offer, quantity: 2 }], address);
    const checkout = await browser.get('placeCheckout', { body: { ...costs.order, remark: '' } });
    const paying = await browser.get('payCheckout', { params: { id: checkout.id } });
    await world.sandbox.post(`/_sandbox/pay/${intentOf(paying.payment.payUrl)}`, { method: 'alipay' });
    const { id } = at(checkout.orders);
    const read = () => browser.get('getOrder', { params: { id } });
    const paid = await eventually('payment of the order', read, ({ status }) => status === 'to_ship');
    const ship = (quantity: number, batchId: string) =>
      cooperative.client.call('shipOrder', {
        params: { id },
        expect: 201,
        body: {
          parcels: [
            {
              carrier: 'ems',
              waybill: `CERT${Date.now().toString(36).toUpperCase()}`,
              lines: [{ orderLineId: at(paid.lines).id, quantity, batchId }],
            },
          ],
        },
      });
    await ship(2, offer.batch.id);
    const shipped = await read();
    const chain = there(at(at(shipped.parcels).lines).batch, 'the batch on the order');
    check.equal([chain.number, chain.households], [offer.batch.number, 1], 'the batch on the order');
    tell(`${paid.number}: batch ${chain.number}, harvested ${chain.harvestedOn}, ${chain.villages.join('、')}`);
    return { browser, address, lines: [{ ...offer, quantity: 1 }] };
  });
}

/** Drawn with a seed, found wanting, put right. */
export async function inspect(stage: Stage, offices: Offices, cooperative: Cooperative, certificate: Issued) {
  const { county } = offices;
  await stage.step('The county draws certificates to inspect; the same seed draws the same sample', async (tell) => {
    const body = {
      method: 'random',
      regionCode: cooperative.region,
      category: null,
      size: 200,
      seed: 'demo-2020',
      dueOn: '2099-12-31',
    };
    const draw = await county.client.get('drawInspections', { body });
    check.equal(draw.size, Math.min(200, draw.population), 'size of the sample');
    tell(`${draw.size} of ${draw.population}, seed ${draw.seed}`);
  });
  await stage.step('Something is to be put right; it is, and looked at again', async (tell) => {
    const { items } = await county.client.get('listInspections', {
      query: { q: certificate.number, status: 'ordered' },
    });
    const ordered = at(items);
    const unannounced = await cooperative.client.get('listSupplierInspections');
    check.equal(unannounced.items, [], 'what the cooperative sees of an inspection before it is made');
    const result = (kind: 'rectify' | 'passed', items_: Readonly<Record<string, string>>) => ({
      params: { id: ordered.id },
      body: { result: kind, items: items_, findings: '演示检查', rectifyBy: kind === 'rectify' ? '2099-12-31' : null },
    });
    const fine = { quality: 'ok', price: 'ok', origin: 'ok', sales: 'ok' };
    await county.client.get('recordInspection', result('rectify', { ...fine, quality: 'problem' }));
    check.equal(
      (await cooperative.client.get('getSupplierFile')).status,
      'rectifying',
      'the cooperative puts it right',
    );
    const evidenceIds = [await upload(cooperative.client, '整改报告.pdf')];
    await cooperative.client.get('reportRectification', {
      params: { id: ordered.id },
      body: { report: '演示：已整改。', evidenceIds },
    });
    const passed = await county.client.get('recordInspection', result('passed', fine));
    check.equal(
      [passed.status, (await cooperative.client.get('getSupplierFile')).status],
      ['passed', 'admitted'],
      'in the end',
    );
    tell(`${passed.number}: ordered → rectifying → rectified → passed`);
  });
}

/** A proven complaint takes it off the shelves at once; the appeal is decided by somebody else, and it is back. */
export async function loseAndRegain(
  stage: Stage,
  world: World,
  offices: Offices,
  cooperative: Cooperative,
  certificate: Issued,
  buyer: Customer,
) {
  const visitor = world.browser();
  // Near hits are offered where nothing is found, so that only the thing itself is counted.
  const shelf = async () => {
    const { items } = await visitor.get('listProducts', { query: { q: certificate.productName } });
    return items.filter(({ name }) => name === certificate.productName).length;
  };
  await stage.step('A complaint, no account needed; proven, it suspends the certificate', async (tell) => {
    const body = {
      kind: 'quality',
      certificateNumber: certificate.number,
      productId: null,
      regionCode: null,
      name: '',
      contact: '',
      content: '演示投诉：收到的货有霉点，请核查。',
    };
    const { number } = await visitor.get('fileComplaint', { body });
    const { items } = await offices.county.client.get('listComplaints', { query: { q: number } });
    const { id } = at(items);
    await offices.county.client.get('takeComplaint', { params: { id } });
    await offices.county.client.get('answerComplaint', {
      params: { id },
      body: { founded: true, answer: '演示：属实，暂停证书。', suspend: true },
    });
    const tracked = await visitor.get('track', { params: { number } });
    check.equal(tracked.status, 'answered', 'the complaint');
    tell(`${number}: ${tracked.answer}`);
  });
  await stage.step('The listing is gone within two seconds, an order is refused, the page says why', async (tell) => {
    const started = performance.now();
    const refused = await buyer.browser.call('placeCheckout', {
      body: {
        lines: [{ skuId: at(buyer.lines).sku.id, quantity: 1 }],
        addressId: buyer.address.id,
        expectedTotalFen: 1,
        remark: '',
      },
      expect: 409,
    });
    check.equal(refused.body.error.code, 'product_unavailable', 'an order after the suspension');
    await eventually('the listing leaves the shelf', shelf, (count) => count === 0, 2_000 + 1_000);
    const page = await visitor.get('verifyCertificate', { params: { number: certificate.number } });
    check.that(['valid', 'suspended'].includes(page.certificate.status), 'the standing that everybody reads');
    tell(`gone after ${((performance.now() - started) / 1000).toFixed(1)} s; order: ${refused.body.error.code}`);
  });
  await stage.step(
    'The cooperative appeals; whoever decided first may not decide again; somebody else restores it',
    async (tell) => {
      const { items } = await cooperative.client.get('listSupplierSanctions');
      const sanction = there(
        items.find(({ certificateId, status }) => certificateId === certificate.id && status === 'in_force'),
        'the sanction is on the list',
      );
      const appeal = await cooperative.client.get('fileAppeal', {
        body: {
          sanctionId: sanction.id,
          applicationId: null,
          reason: '演示申诉：霉点系运输受潮，附证明。',
          evidenceIds: [await upload(cooperative.client, '运输证明.pdf')],
        },
      });
      const decision = { params: { id: appeal.id }, body: { upheld: true, reason: '演示复核：申诉成立。' } };
      const same = await offices.county.client.call('decideAppeal', { ...decision, expect: 403 });
      check.equal(same.body.error.code, 'appeal_same_person', 'the one who decided the first time');
      const decided = await offices.province.client.get('decideAppeal', decision);
      check.equal(decided.status, 'upheld', 'the appeal');
      await eventually('the listing is back', shelf, (count) => count === 1, 5_000);
      tell(`${decided.against}: ${decided.status} by ${decided.decidedBy}`);
    },
  );
  await stage.step('Everybody concerned has been told, and the figures are open', async (tell) => {
    const notices = await cooperative.client.get('listNotices', { query: { limit: 50 } });
    check.that(notices.unread > 5, 'notices of the cooperative');
    const bulletin = await offices.county.client.get('reviewBulletin', { query: {} });
    check.that(bulletin.totals.received > 0, 'applications in the bulletin');
    const open = await visitor.get('listOpenCertificates', { query: { limit: 5 } });
    check.equal(open.items.length, 5, 'a page of open data');
    tell(`${notices.unread} notices; bulletin: ${bulletin.totals.received} received, ${bulletin.totals.issued} issued`);
  });
}
