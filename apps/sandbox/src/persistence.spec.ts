import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { confirmedIntent, startSandbox, stopAll } from './testing/harness';
import { eventually, receiver } from './testing/receiver';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), '沙箱 data-'));
});
afterEach(async () => {
  await stopAll();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What a kill -9 at this moment would leave: the files as they are, with nobody having tidied up. */
function killedCopy(): string {
  const copy = `${dataDir}/killed`;
  cpSync(join(dataDir, 'sandbox.jsonl'), join(copy, 'sandbox.jsonl'));
  return copy;
}

describe('the journal', () => {
  it('brings everything back that was answered before a kill', async () => {
    const before = await startSandbox({ dataDir });
    const intent = await confirmedIntent(before.stripe, 700, { idempotencyKey: 'k1' });
    await before.control(`/_sandbox/pay/${intent.id}`);
    const refund = await before.stripe.refunds.create({ payment_intent: intent.id, amount: 200 });
    await before.control('/_carrier/parcels', { carrier: 'SF', waybill: 'SF1' });
    await before.control('/_carrier/parcels/SF/SF1/advance');
    const copy = killedCopy();

    const after = await startSandbox({ dataDir: copy });
    expect(await after.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 700,
    });
    expect(await after.stripe.refunds.retrieve(refund.id)).toEqual(refund);
    expect(await confirmedIntent(after.stripe, 700, { idempotencyKey: 'k1' })).toEqual(intent);
    expect((await after.stripe.events.list({ limit: 100 })).data).toEqual(
      (await before.stripe.events.list({ limit: 100 })).data,
    );
    const parcel = await after.control('/_carrier/parcels/SF/SF1', undefined, 'GET');
    expect(parcel.body).toEqual((await before.control('/_carrier/parcels/SF/SF1', undefined, 'GET')).body);
    await before.stop();
    await after.stop();
  });

  it('goes on delivering what was not yet accepted, and finishes a refund that was under way', async () => {
    const shop = await receiver();
    const webhook = { url: 'http://127.0.0.1:9/nobody', secret: 's' };
    const before = await startSandbox({ dataDir, webhook, retryBaseMs: 20 });
    const { id } = await confirmedIntent(before.stripe);
    await before.control(`/_sandbox/pay/${id}`);
    await before.control('/_sandbox/next_refunds', { outcome: 'pending_then_succeed', afterMs: 300 });
    const refund = await before.stripe.refunds.create({ payment_intent: id });
    await before.stop();

    const after = await startSandbox({ dataDir, webhook: { url: shop.url, secret: 's' } });
    await eventually(
      () => shop.received.length,
      (count) => count >= 6,
    );
    await eventually(
      () => after.world.refunds.get(refund.id)?.refund.status,
      (status) => status === 'succeeded',
    );
    await after.stop();
    await shop.close();
  });

  it('ignores a last line that was torn, and refuses a file that is damaged elsewhere', async () => {
    const before = await startSandbox({ dataDir });
    const { id } = await before.stripe.paymentIntents.create({ amount: 1, currency: 'cny' });
    await before.stop();
    const file = join(dataDir, 'sandbox.jsonl');
    appendFileSync(file, '{"c":"intents","id":"pi_torn","v":{"id":"pi_');
    const after = await startSandbox({ dataDir });
    expect((await after.stripe.paymentIntents.list()).data.map((intent) => intent.id)).toEqual([id]);
    await after.stop();
    writeFileSync(file, `not json\n${readFileSync(file, 'utf8')}`);
    await expect(startSandbox({ dataDir })).rejects.toThrow(/line 1 is not readable/);
  });
});
