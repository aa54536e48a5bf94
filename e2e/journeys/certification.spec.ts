import sharp from 'sharp';
import {
  approve,
  decide,
  declareMechanism,
  fillApplication,
  fillFile,
  officeOf,
  openAdmission,
  openReview,
  openRow,
  pick,
  registerHousehold,
  registerSupplier,
  submitApplication,
  upload,
} from '../support/certification';
import { agree, searchTable, signInToConsole } from '../support/console';
import { creditCode } from '../support/papers';
import { digits, newcomer } from '../support/people';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';
import { endPublicity, endTerm } from '../support/time';

test('a cooperative earns a certificate, loses it, regains it, and renews it', async ({ open }) => {
  test.setTimeout(720_000);
  const serial = digits(6);
  const name = `验收新芽合作社${serial}`;
  const product = `验收花椒${serial}`;
  const person = newcomer('验收理事长');
  const [township, county, city, province, national] = [
    await open('console', 'township'),
    await open('console', 'countyAdministrator'),
    await open('console', 'city'),
    await open('console', 'province'),
    await open('console', 'administrator'),
  ];
  const visitor = await open('storefront');
  await county.goto('/administration/overview');
  await township.goto('/administration/reviews');
  const office = { ...(await officeOf(county)), township: (await officeOf(township)).township };
  const code = creditCode(office.regionPrefix);
  const coop = await open('console');

  await test.step('registers', async () => {
    const door = await open('storefront');
    await shop.registerAnew(door, person);
    await signInToConsole(coop, person.login, person.password);
    await registerSupplier(coop, {
      name,
      creditCode: code,
      county: office.regionPrefix,
      township: office.township ?? '',
    });
  });

  await test.step('completes its file, with the household that it carries', async () => {
    const household = await registerHousehold(county, office);
    await fillFile(coop, code);
    await expect(coop.getByText(/已保存/).first()).toBeVisible();
    await declareMechanism(coop, household);
    await coop.goto('/supplier/file');
    await coop.getByTestId('file-submit').click();
    await agree(coop, '提交');
    await expect(coop.getByTestId('supplier-status')).toHaveText('县级推荐审核');
  });

  await test.step('is sent back at the field that is wrong, recommended by its county, admitted by the platform', async () => {
    await openAdmission(county, name);
    await county.getByTestId('decide-return').click();
    await county.getByTestId('note-add-contact').click();
    await county.getByTestId('note-contact').fill('请填写常驻联系人');
    await county.getByTestId('decision-reason').fill('请补正');
    await county.getByTestId('decision-submit').click();
    await expect(county.getByTestId('drawer')).toContainText('退回补正');
    await coop.reload();
    await expect(coop.getByText('请填写常驻联系人').first()).toBeVisible();
    await coop.getByTestId('file-contact').fill('常驻联系人');
    await coop.getByTestId('file-submit').click();
    await agree(coop, '提交');
    await expect(coop.getByTestId('supplier-status')).toHaveText('县级推荐审核');
    await openAdmission(county, name);
    await decide(county, 'approve', '情况属实，同意推荐');
    await openAdmission(national, name);
    await decide(national, 'approve', '同意入驻');
    await coop.reload();
    await expect(coop.getByTestId('supplier-status')).toHaveText('已入驻');
  });

  await test.step('applies for a certificate', async () => {
    await coop.goto('/supplier/applications');
    await coop.getByTestId('application-start').click();
    await coop.getByTestId('start-application-submit').click();
    await expect(coop).toHaveURL(/\/supplier\/applications\/[0-9a-f-]{36}/);
    await fillApplication(coop, product);
    await submitApplication(coop);
  });
  const application = coop.url();

  await test.step('township and county approve; the county publishes', async () => {
    await openReview(township, product);
    await expect(township.getByTestId('evidence-page')).toBeVisible();
    await decide(township, 'approve', '已实地核查，情况属实');
    await approve(county, product);
    await coop.goto(application);
    await expect(coop.getByTestId('application-status')).toHaveText('县级公示');
  });

  await test.step('anybody objects: the clock stops; the county examines, and it runs on', async () => {
    await visitor.goto('/publicity');
    await visitor.getByTestId('publicity-search').fill(product);
    await visitor.getByTestId('publicity-search').press('Enter');
    await visitor.getByTestId('publicity-row').filter({ hasText: product }).getByRole('link').click();
    await expect(visitor.getByTestId('publicity-name')).toHaveText(product);
    await visitor.getByTestId('objection-reason').fill('据我了解，这批花椒不是本村种的，请核实。');
    await visitor.getByTestId('objection-name').fill('验收村民');
    await visitor.getByTestId('objection-contact').fill('13900005678');
    await visitor.getByTestId('objection-submit').click();
    await expect(visitor.getByTestId('tracking-number')).toHaveText(/^[A-Z0-9-]{10,}$/);
    await coop.reload();
    await expect(coop.getByTestId('application-status')).toHaveText('异议核查');
    await county.goto('/administration/objections');
    await openRow(county, 'objection', product);
    await county.getByTestId('examine').click();
    await county.getByTestId('choice-rejected').check();
    await county.getByTestId('field-reason').fill('经实地核查，反映的情况不属实。');
    await county.getByTestId('examination-submit').click();
    await expect(county.getByTestId('examination-form')).toBeHidden();
    await coop.reload();
    await expect(coop.getByTestId('application-status')).toHaveText('县级公示');
  });

  await test.step('the days of the publication pass; city, province and nation approve; the certificate is issued', async () => {
    await endPublicity(product);
    await finish();
  });

  await coop.goto('/supplier/certificates');
  const certificate = coop.getByTestId('certificate-card').filter({ hasText: product });
  const number = (await certificate.locator('.number').innerText()).trim();
  const verdict = visitor.getByTestId('certificate-verdict');

  await test.step('anybody verifies it', async () => {
    expect(number).toMatch(new RegExp(`^FP${office.regionPrefix}`));
    await visitor.goto(`/certificates/${number}`);
    await expect(verdict).toContainText('有效');
    await expect(visitor.getByTestId('certificate')).toContainText(name);
  });

  const card = shop.cards(visitor).filter({ hasText: product });
  const isOnShelf = async (expected: boolean) =>
    expect(async () => {
      await visitor.goto(`/products?q=${encodeURIComponent(product)}`);
      await expect(visitor.getByRole('heading', { level: 1 }).first()).toBeVisible();
      if (expected) await expect(card).toBeVisible({ timeout: 2_000 });
      else await expect(card).toBeHidden({ timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
  let productId = '';

  await test.step('the product is listed and bought', async () => {
    await coop.goto('/supplier/products');
    await coop.getByTestId('product-new').click();
    await coop.getByTestId('product-name').fill(product);
    await pick(coop, 'product-category', '香辛料');
    await coop.getByTestId('product-certificate').click();
    await coop.locator('nz-option-item').filter({ hasText: number }).click();
    await coop.getByTestId('sku-name').fill('250克/袋');
    await coop.getByTestId('sku-grams').fill('250');
    await coop.getByTestId('sku-priceYuan').fill('32.50');
    await coop.getByTestId('sku-initialStock').fill('40');
    await coop.getByTestId('product-save').click();
    await expect(coop).toHaveURL(/\/supplier\/products\/[0-9a-f-]{36}/);
    productId = new URL(coop.url()).pathname.split('/').at(-1) ?? '';
    const picture = sharp({ create: { width: 900, height: 700, channels: 3, background: '#8a2b2b' } });
    const buffer = await picture.png().toBuffer();
    await coop.getByTestId('photo-upload').setInputFiles({ name: '花椒.png', mimeType: 'image/png', buffer });
    await expect(coop.getByTestId('photo')).toHaveCount(1);
    await coop.getByTestId('publish').click();
    await agree(coop, '上架');
    await expect(coop.getByTestId('product-status')).toHaveText('在售');
    await isOnShelf(true);
    const buyer = await open('storefront', 'buyer');
    await shop.buyNow(buyer, productId);
    await shop.pay(buyer, '支付宝');
  });

  await test.step('is inspected', async () => {
    await county.goto('/administration/inspections');
    await county.getByTestId('draw-open').click();
    await county.getByTestId('field-size').fill('200');
    await county.getByTestId('draw-submit').click();
    await expect(county.getByTestId('draw-form')).toBeHidden();
    await searchTable(county, number);
    await openRow(county, 'inspection', product);
    await county.getByTestId('record-open').click();
    await county.getByTestId('record-form').getByRole('group', { name: '质量' }).getByLabel('有问题').check();
    await county.getByTestId('field-findings').fill('抽样检出水分超标。');
    await county.getByTestId('choice-failed').check();
    await county.getByTestId('record-submit').click();
    await expect(county.getByTestId('record-form')).toBeHidden();
  });

  await test.step('is suspended: the listing is gone, the certificate says why', async () => {
    await county.goto('/administration/certificates');
    await searchTable(county, number);
    await openRow(county, 'certificate', number);
    await county.getByTestId('suspend').click();
    await county.getByTestId('field-reason').fill('抽查不合格');
    await county.getByTestId('sanction-submit').click();
    await expect(county.getByTestId('sanction-form')).toBeHidden();
    await isOnShelf(false);
    await visitor.goto(`/certificates/${number}`);
    await expect(verdict).toContainText('暂停');
    await expect(visitor.getByTestId('certificate-reason')).toContainText('抽查不合格');
    await visitor.goto(`/products/${productId}`);
    await expect(visitor.getByTestId('sale-stop')).toBeVisible();
  });

  await test.step('the cooperative appeals; somebody else decides, and it is back', async () => {
    await coop.goto('/supplier/decisions');
    await coop.getByTestId('appeal-open').click();
    await coop.getByTestId('field-reason').fill('水分系抽样时雨天受潮，复检合格，请复核。');
    await coop.getByTestId('appeal-submit').click();
    await expect(coop.getByTestId('appeal')).toContainText('待复核');
    await province.goto('/administration/appeals');
    await openRow(province, 'appeal', name);
    await province.getByTestId('appeal-decide').click();
    await province.getByTestId('choice-upheld').check();
    await province.getByTestId('field-reason').fill('复检合格，申诉成立。');
    await province.getByTestId('appeal-submit').click();
    await expect(province.getByTestId('appeal-form')).toBeHidden();
    await isOnShelf(true);
    await visitor.goto(`/certificates/${number}`);
    await expect(verdict).toContainText('有效');
  });

  await test.step('its term ends: the listing goes, and everybody reads that it expired', async () => {
    await endTerm(number);
    await isOnShelf(false);
    await visitor.goto(`/certificates/${number}`);
    await expect(verdict).toContainText('到期');
  });

  await test.step('it is renewed by the same five levels, and sold again', async () => {
    await coop.goto('/supplier/certificates');
    await certificate.getByTestId('certificate-renew').click();
    await coop.getByTestId('start-application-submit').click();
    await expect(coop).toHaveURL(/\/supplier\/applications\/[0-9a-f-]{36}/);
    for (const kind of ['business_licence', 'quality_report', 'benefit_proof', 'commitment'])
      await upload(coop, coop.getByTestId(`upload-${kind}`), `${kind}.pdf`);
    await coop.getByTestId('commitment').check();
    await submitApplication(coop);
    await approve(township, product);
    await approve(county, product);
    await endPublicity(product);
    await finish();
    await coop.goto('/supplier/certificates');
    await expect(certificate).toContainText('第 2 版');
    await visitor.goto(`/certificates/${number}`);
    await expect(verdict).toContainText('有效');
    await isOnShelf(true);
  });

  /** City, province and nation approve once the publication is over. */
  async function finish(): Promise<void> {
    await expect(async () => {
      await city.goto('/administration/reviews');
      await expect(city.getByTestId('review-row').filter({ hasText: product })).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
    await approve(city, product);
    await approve(province, product);
    await approve(national, product);
  }
});
