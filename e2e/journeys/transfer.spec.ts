// What a school ordered is paid by bank transfer: its voucher meets a line of the supplier's bank statement, two people accept the goods, and they count
// to the school's year. Finance tells everybody how the region fulfils.
import type { ApiClient } from '../http-client/client.ts';
import { inspect } from '../support/inspect';
import { moveTo } from '../support/moves';
import { anOffer } from '../support/offers';
import { anOrder } from '../support/orders';
import { pdf } from '../support/papers';
import { digits, newWaybill } from '../support/people';
import { enter } from '../support/sessions';
import { shipPieces } from '../support/shipping';
import { expect, test } from '../support/test';

const dayIn = (zone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format();
const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** As a bank gives it: a title above, a payment that went out, and the money of an order among what came in. */
const statement = (serial: string, { number, totalFen }: { number: string; totalFen: number }, day: string): Buffer =>
  Buffer.from(
    [
      '账号：6228480000000000,,,,',
      '交易日期,收入,支出,对方户名,附言,流水号',
      `${day},,35.00,某某物流公司,运费,${serial}1`,
      `${day},${yuan(totalFen)},,某某小学,货款 ${number},${serial}2`,
    ].join('\n'),
  );

/** Both people of the unit, over HTTP: the first writes what came, the second confirms it. */
async function acceptAll(orderId: string, manager: ApiClient): Promise<void> {
  const acceptor = await enter('console', 'unitAcceptor');
  const params = { id: orderId };
  const { lines } = await acceptor.get('getAcceptableOrder', { params });
  const came = { accepted: 1, short: 0, refused: 0, refusal: null, note: '', batch: '' };
  const papers = { producedOn: null, shelfLifeDays: null, papers: [], photos: [] };
  const sheet = await acceptor.get('signAcceptance', {
    params,
    body: {
      lines: lines.map(({ id }) => ({ orderLineId: id, ...came, ...papers })),
      remark: '',
      recordedAt: new Date().toISOString(),
    },
  });
  await manager.get('confirmAcceptance', { params: { id: sheet.id } });
}

test('an order is paid by transfer, matched with the bank’s statement, accepted, and counts to the year', async ({
  open,
}) => {
  const offer = await anOffer();
  const shop = await enter('storefront', 'unitBuyer');
  const address = { receiver: '验收收货人', phone: '13900001234', regionCode: '110108', detail: '中关村大街 27 号' };
  await shop.get('createAddress', { body: { ...address, isDefault: true } });
  const orderId = await anOrder(shop, { productId: offer.id }).unpaid();
  const order = await shop.get('getOrder', { params: { id: orderId } });
  const today = dayIn('Asia/Shanghai');
  const manager = await enter('console', 'agency');
  const school = await open('console', 'agency');
  const supplier = await open('console', 'supplier');

  await test.step('the school reads where to pay, and records the bank’s receipt', async () => {
    await school.goto(`/agency/payables?id=${orderId}`);
    await school.getByTestId('transfer-submit').click();
    const form = school.getByTestId('transfer-submit-form');
    await school.getByTestId('field-amount').fill('1');
    await school.getByTestId('transfer-submit-submit').click();
    await expect(form).toContainText('应与订单应付金额');
    await expect(form).toContainText('请上传');
    await school.getByTestId('field-amount').fill(yuan(order.totalFen));
    await school.getByTestId('field-paidOn').fill(today);
    const { name, type, bytes } = await pdf('回单.pdf', ['receipt']);
    await school.getByTestId('field-vouchers').setInputFiles({ name, mimeType: type, buffer: bytes });
    await expect(form).toContainText('回单.pdf');
    await inspect(school);
    await school.getByTestId('transfer-submit-submit').click();
    await expect(school.getByTestId('payable-transfer')).toContainText('待确认');
  });

  await test.step('the supplier imports its bank’s statement, which finds the voucher by sum and number', async () => {
    await supplier.goto('/supplier/bank-lines/import');
    const buffer = statement(digits(12), order, today);
    await supplier.getByTestId('statement-file').setInputFiles({ name: '流水.csv', mimeType: 'text/csv', buffer });
    await expect(supplier.getByTestId('statement-preview')).toContainText(order.number);
    await inspect(supplier);
    await supplier.getByTestId('statement-confirm').click();
    await expect(supplier).toHaveURL(/\/supplier\/bank-lines$/);
    await supplier.getByRole('row', { name: order.number }).click();
    await expect(supplier.getByTestId('bank-suggestions')).toContainText('金额一致，附言写了订单号');
    await inspect(supplier);
    await supplier.getByTestId('bank-confirm').click();
    await supplier.getByTestId('bank-confirm-submit').click();
    await expect(supplier.getByTestId('bank-line-state')).toHaveText('已匹配');
    expect(await shop.get('getOrder', { params: { id: orderId } })).toMatchObject({ status: 'to_ship' });
  });

  await test.step('sent and accepted, the goods count to the school’s year, and the freight does not', async () => {
    const params = { year: Number(today.slice(0, 4)) };
    const before = await manager.get('getShareProgress', { params });
    await shipPieces(orderId, newWaybill(), 1);
    await acceptAll(orderId, manager);
    const after = await manager.get('getShareProgress', { params });
    const goodsFen = order.totalFen - order.freightFen;
    // Other journeys order for the same school meanwhile.
    expect(after.countedFen - before.countedFen).toBeGreaterThanOrEqual(goodsFen);
    await moveTo(school, '/agency/share');
    await expect(school.getByTestId('share-gauge')).toBeVisible();
  });
});

/** The latest month that is over, published once: what comes next corrects it. */
async function publishedBefore(finance: ApiClient): Promise<void> {
  const over = new Date(Date.now() + 8 * 3_600_000);
  over.setUTCDate(0);
  const period = { year: over.getUTCFullYear(), period: 'month', part: over.getUTCMonth() + 1 };
  const { version } = await finance.get('previewShareBulletin', { query: period });
  if (version === 1) await finance.get('publishShareBulletin', { body: { ...period, reason: '' } });
}

test('finance looks at the bulletin of a period, publishes it with the reason of the correction, and anybody reads it', async ({
  open,
}) => {
  const finance = await open('console', 'finance');
  await publishedBefore(await enter('console', 'finance'));
  const reason = `更正统计口径 ${digits(6)}`;

  await test.step('what it would say is looked at first', async () => {
    await finance.goto('/finance/bulletins/preview');
    await expect(finance.getByTestId('preview-version')).toBeVisible();
    await expect(finance.getByTestId('bulletin-rate')).toHaveText(/%$/);
    await inspect(finance);
  });

  const rate = await finance.getByTestId('bulletin-rate').innerText();
  await test.step('a second one of the period says why', async () => {
    await finance.getByTestId('preview-publish').click();
    await finance.getByTestId('field-reason').fill(reason);
    await finance.getByTestId('bulletin-publish-submit').click();
    await expect(finance).toHaveURL(/\/finance\/bulletins$/);
    await expect(finance.getByRole('row', { name: reason })).toBeVisible();
  });

  await test.step('it stands in the shop for everybody', async () => {
    const visitor = await open('storefront');
    await visitor.goto('/bulletins');
    await visitor.getByTestId('bulletin-row').filter({ hasText: reason }).getByRole('link').click();
    await expect(visitor.getByTestId('bulletin-rate')).toHaveText(rate);
    await expect(visitor.getByRole('main')).toContainText(reason);
    await inspect(visitor);
  });
});
