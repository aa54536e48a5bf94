import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { OcdsRecordPackage, OcdsReleasePackage } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { newId } from '@yigou/kernel';
import { PersonalData } from '@yigou/platform';
import { TransferQueries } from '@yigou/purchasing';
import { AcceptanceHarness, type ToBeTransferred, TransferHarness } from '@yigou/purchasing/testing';
import { CollectingAccounts } from '@yigou/suppliers';
import { countStatements } from '@yigou/testing';
import { ApiHarness, type Visitor } from '../testing/api.harness';
import { fileOf, uploadEvidence } from '../testing/fixtures';

const ACCOUNT = '6228480000001234';
let api: ApiHarness;
let harness: TransferHarness;
let one: ToBeTransferred;
let payer: Visitor;
let seller: Visitor;
beforeAll(async () => {
  api = await ApiHarness.start();
  harness = new TransferHarness(api.test);
  one = await harness.signed();
  const supplierId = one.seller.seat.organisationId;
  await api.test.db.query(
    `UPDATE supplier_file SET bank_name = '农村信用社', bank_account_sealed = $2, bank_account_last4 = '1234' WHERE supplier_id = $1`,
    [supplierId, new PersonalData(api.config).seal(ACCOUNT, supplierId)],
  );
  payer = await api.person({ organisationId: one.unitId, role: 'clerk', duties: ['pay'] }, 'admin');
  seller = await api.person({ organisationId: supplierId, role: 'clerk' }, 'admin');
});
afterAll(() => api.close());
const refused = (status: number, code: string) => ({ status, body: { error: { code } } });
const order = () => ({ params: { id: one.orderId } });

it('a unit reads where to pay: the whole account for whoever pays, its end for the others', async () => {
  expect(await payer.call('listPayables', { query: 'unpaid=1' })).toMatchObject({
    body: { items: [{ id: one.orderId, totalFen: one.totalFen, channel: 'online', transfer: null }], total: 1 },
  });
  const payable = await payer.call('getPayable', order());
  expect(payable).toMatchObject({
    body: {
      account: { bankName: '农村信用社', account: ACCOUNT },
      reference: payable.body['number'],
      may: { submit: true, withdraw: false },
    },
  });
  const opened = () =>
    api.test.db.query(`SELECT FROM audit_entry WHERE action = 'purchasing.account_opened' AND actor_id = $1`, [
      payer.userId,
    ]);
  expect(await opened()).toHaveLength(1);
  const acceptor = await api.person({ organisationId: one.unitId, role: 'clerk', duties: ['accept'] }, 'admin');
  expect(await acceptor.call('getPayable', order())).toMatchObject({
    body: { account: { account: '尾号 1234' }, may: { submit: false } },
  });
  expect(await api.test.db.query(`SELECT FROM audit_entry WHERE action = 'purchasing.account_opened'`)).toHaveLength(1);
});

it('its clerk says that it paid, the supplier sends it back or confirms, and both see the receipt', async () => {
  const receipt = await uploadEvidence(payer);
  const body = { amountFen: one.totalFen, paidOn: '2026-01-05', vouchers: [receipt], remark: '' };
  for (const wrong of [
    { vouchers: [] },
    { vouchers: [newId()] },
    { paidOn: '2999-01-01' },
    { paidOn: '昨天' },
    { amountFen: -1 },
  ])
    expect([wrong, await payer.call('submitTransfer', { ...order(), body: { ...body, ...wrong } })]).toMatchObject([
      wrong,
      refused(400, 'validation_failed'),
    ]);
  expect(await payer.call('submitTransfer', { ...order(), body: { ...body, amountFen: 1 } })).toMatchObject(
    refused(409, 'transfer_amount_differs'),
  );
  const sent = { ...order(), body, headers: { 'Idempotency-Key': newId() } };
  expect(await payer.call('submitTransfer', sent)).toMatchObject({
    status: 201,
    body: {
      channel: 'transfer',
      transfers: [{ status: 'submitted', vouchers: [{ id: receipt }] }],
      may: { submit: false, withdraw: true },
    },
  });
  expect((await payer.call('submitTransfer', sent)).body['transfers']).toHaveLength(1);
  const [first] = (await seller.call('listTransfers', { query: 'status=submitted' })).body['items'] as { id: string }[];
  const params = { id: first?.id ?? '' };
  expect(await seller.call('getEvidence', { params: { id: receipt } })).toMatchObject({ status: 200 });
  expect(await seller.call('returnTransfer', { params, body: { reason: '没有到账' } })).toMatchObject({
    body: { status: 'returned', reason: '没有到账', may: { confirm: false } },
  });
  expect(await payer.call('getPayable', order())).toMatchObject({ body: { channel: 'online', may: { submit: true } } });
  const again = await payer.call('submitTransfer', {
    ...order(),
    body: { ...body, vouchers: [await uploadEvidence(payer)] },
  });
  const [second] = again.body['transfers'] as { id: string }[];
  const confirm = (receivedFen: number) =>
    seller.call('confirmTransfer', { params: { id: second?.id ?? '' }, body: { receivedFen } });
  expect(await confirm(one.totalFen + 1)).toMatchObject(refused(409, 'transfer_amount_differs'));
  // As the worker does when a voucher comes: nothing can be paid at the provider any more.
  await harness.market.transfers.closeOnline(one.orderId);
  expect(await confirm(one.totalFen)).toMatchObject({ body: { status: 'confirmed', orderStatus: 'to_ship' } });
  expect(await confirm(one.totalFen)).toMatchObject(refused(409, 'transfer_closed'));
  expect(await payer.call('listPayables', { query: 'unpaid=1' })).toMatchObject({ body: { total: 0 } });
});

it('what goes back is owed by the supplier, until it says that it has sent it', async () => {
  const { buyer, orderId } = one;
  await harness.market.close.cancel(buyer, orderId, '不要了', harness.market.claim(buyer.actor, { orderId }));
  const [owed] = (await seller.call('listTransferRefunds', { query: 'owed=1' })).body['items'] as { id: string }[];
  const body = { paidOn: '2026-01-06', vouchers: [await uploadEvidence(seller)] };
  expect(await seller.call('sendTransferRefund', { params: { id: owed?.id ?? '' }, body })).toMatchObject({
    status: 200,
  });
  expect(await seller.call('listTransferRefunds', { query: 'owed=1' })).toMatchObject({ body: { total: 0 } });
  expect(await payer.call('getPayable', order())).toMatchObject({
    body: {
      refunds: [
        { status: 'succeeded', channel: 'transfer', paidOn: '2026-01-06', vouchers: [{ id: body.vouchers[0] }] },
      ],
    },
  });
});

it('lists take one statement', async () => {
  const accounts = new CollectingAccounts(api.test.db, new PersonalData(api.config));
  const queries = new TransferQueries(api.test.db, new Evidence(), accounts, api.test.uow, new AuditLog());
  for (const read of [
    () => queries.payables(one.payer, { limit: 24 }),
    () => queries.list(one.seller, { limit: 24 }),
    () => queries.refunds(one.seller, { limit: 24 }),
  ])
    expect(await countStatements(read)).toBe(1);
});

it('a supplier imports its bank’s statement, and confirms by what came what units say they paid', async () => {
  const two = await harness.signed();
  const member = { organisationId: two.seller.seat.organisationId, role: 'clerk' } as const;
  const teller = await api.person(member, 'admin');
  const transferId = await harness.submit(two);
  await harness.market.transfers.closeOnline(two.orderId);
  const number = (
    await api.test.db.one<{ number: string }>('SELECT number FROM sales_order WHERE id = $1', [two.orderId])
  )?.number;
  const text = `交易日期,贷方金额,对方户名,摘要\n2026-01-05,${two.totalFen / 100},某学校,${number}\n2026-01-05,￥x,某学校,`;
  const seen = await teller.call('previewBankStatement', fileOf(Buffer.from(text), '流水.csv'));
  expect(seen).toMatchObject({
    status: 201,
    body: { add: 1, refused: 1, known: 0, rows: [{ row: 3, outcome: 'refused' }, { row: 2 }] },
  });
  const params = { id: String(seen.body['id']) };
  expect(await teller.call('confirmBankStatement', { params })).toMatchObject({ body: { added: 1, skipped: 1 } });
  const viewer = await api.person({ ...member, role: 'viewer' }, 'admin');
  expect((await viewer.call('confirmBankStatement', { params })).status).toBe(403);
  const list = await viewer.call('listBankLines', { query: 'state=suggested' });
  expect(list).toMatchObject({ body: { total: 1, items: [{ suggestion: { transferId, certain: true } }] } });
  const [line] = list.body['items'] as { id: string }[];
  const one = { params: { id: line?.id ?? '' } };
  expect(await viewer.call('getBankLine', one)).toMatchObject({ body: { may: { confirm: false, ignore: false } } });
  expect(await teller.call('ignoreBankLine', { ...one, body: { ignored: true } })).toMatchObject({
    body: { state: 'ignored' },
  });
  expect(await teller.call('ignoreBankLine', { ...one, body: { ignored: false } })).toMatchObject({
    body: { state: 'suggested' },
  });
  expect(await teller.call('matchBankLine', { ...one, body: { transferId } })).toMatchObject({
    body: { state: 'matched', match: { status: 'submitted' }, may: { unmatch: true } },
  });
  expect(await teller.call('unmatchBankLine', one)).toMatchObject({ body: { state: 'suggested' } });
  const pairs = [{ lineId: one.params.id, transferId }];
  expect(await teller.call('confirmBankLines', { body: { pairs } })).toMatchObject({
    body: { confirmed: 1, refused: [] },
  });
  expect(await teller.call('confirmBankLine', { ...one, body: { transferId } })).toMatchObject(
    refused(409, 'transfer_closed'),
  );
  expect(await teller.call('getTransfer', { params: { id: transferId } })).toMatchObject({
    body: { status: 'confirmed' },
  });
  expect(await teller.call('previewBankStatement', fileOf(Buffer.from(text), '流水.csv'))).toMatchObject({
    body: { add: 0, known: 1 },
  });
});

it('what is paid on acceptance is granted by the supplier, offered to the unit, and shown to both until it is paid (R22)', async () => {
  const accepting = new AcceptanceHarness(api.test);
  const debt = await accepting.payable(1);
  const supplierId = debt.seller.seat.organisationId;
  const clerk = await api.person({ organisationId: supplierId, role: 'clerk' }, 'admin');
  const cashier = await api.person({ organisationId: debt.unitId, role: 'clerk', duties: ['pay', 'buy'] }, 'admin');
  const dueFen = debt.totalFen - 2_000;
  const row = { id: debt.orderId, dueFen, age: 'not_due', claimed: false };
  const shown = { status: 200, body: { items: [row], total: 1, ages: [{ age: 'not_due', orders: 1, fen: dueFen }] } };
  expect(await cashier.call('listArrears')).toMatchObject(shown);
  expect(await cashier.call('listArrears', { query: 'below=1' })).toMatchObject({ body: { items: [], total: 0 } });
  expect(await clerk.call('listReceivables')).toMatchObject(shown);
  expect(await seller.call('listReceivables')).toMatchObject({ body: { items: [], ages: [] } });
  expect(await cashier.call('getPayable', { params: { id: debt.orderId } })).toMatchObject({
    body: { status: 'payable', totalFen: dueFen, dueAt: expect.any(String), may: { submit: true } },
  });
  const line = await api.test.db.one<{ id: string }>('SELECT sku_id AS id FROM order_line WHERE order_id = $1', [
    debt.orderId,
  ]);
  const body = { lines: [{ skuId: line?.id ?? '', quantity: 1 }], addressId: null };
  const offered = async () => (await cashier.call('previewCheckout', { body })).body['onAcceptance'];
  expect([await clerk.call('getSellingTerms'), await offered()]).toMatchObject([
    { body: { onAcceptance: true } },
    { granted: true, days: 45 },
  ]);
  expect(await clerk.call('setSellingTerms', { body: { onAcceptance: false } })).toMatchObject({
    body: { onAcceptance: false },
  });
  expect(await offered()).toEqual({ granted: false, days: 45 });
  expect(await cashier.call('getSellingTerms')).toMatchObject(refused(403, 'forbidden'));
});

it('everybody reads what was signed in the standard of open contracting, and nothing of it is what the standard does not know', async () => {
  const signed = await api.test.db.one<{ number: string; month: string }>(
    `SELECT o.number, to_char(x.signed_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month
     FROM order_contract x JOIN sales_order o ON o.id = x.order_id WHERE o.id = $1`,
    [one.orderId],
  );
  const query = `month=${signed?.month}`;
  const nobody = api.anonymous();
  const releases = await nobody.call('listOcdsReleases', { query });
  expect(releases.headers.get('cache-control')).toBe('public, max-age=60');
  const [first] = OcdsReleasePackage.parse(releases.body).releases;
  expect(first).toMatchObject({ ocid: `ocds-unregistered-${signed?.number}`, tag: ['tender', 'award', 'contract'] });
  OcdsRecordPackage.parse((await nobody.call('listOcdsRecords', { query })).body);
  const ocid = first?.ocid ?? '';
  const record = OcdsRecordPackage.parse((await nobody.call('getOcdsRecord', { params: { ocid } })).body);
  expect(record.records).toMatchObject([{ ocid, compiledRelease: { contracts: [{ id: signed?.number }] } }]);
  expect(await nobody.call('getOcdsRecord', { params: { ocid: `${ocid}1` } })).toMatchObject(refused(404, 'not_found'));
  expect(await nobody.call('listOcdsRecords', { query: 'month=2026-13' })).toMatchObject(
    refused(400, 'validation_failed'),
  );
});
