// A certificate's life, stage by stage. Each journey begins at a state that was made over HTTP, and shows what only a browser can show.
import { answered } from '../support/answers';
import { moveTo } from '../support/moves';
import { creditCode } from '../support/papers';
import {
  approve,
  decide,
  declareMechanism,
  fillApplication,
  fillFile,
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
import {
  aCertificate,
  aListedProduct,
  anAdmittedSupplier,
  anApplication,
  approvedBy,
  aPublication,
  home,
  passPublicity,
  photo,
} from '../support/made';
import { digits, newcomer } from '../support/people';
import { aBuyer } from '../support/sessions';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';
import { endTerm } from '../support/time';

test('a cooperative registers, is sent back at the field that is wrong, and is admitted', async ({ open }) => {
  test.setTimeout(240_000);
  const [name, person, place] = [`验收新芽合作社${digits(6)}`, newcomer('验收理事长'), await home()];
  const code = creditCode(place.county);
  const coop = await open('console');
  const county = await open('console', 'countyAdministrator');

  await test.step('registers in the shop, and signs in to the console', async () => {
    const door = await open('storefront');
    await shop.registerAnew(door, person);
    await signInToConsole(coop, person.login, person.password);
    await registerSupplier(coop, { name, creditCode: code, ...place });
  });

  await test.step('completes its file, with the household that it carries', async () => {
    const household = await registerHousehold(county, { regionPrefix: place.county, township: place.township });
    await fillFile(coop, code);
    await expect(coop.getByText(/已保存/).first()).toBeVisible();
    await declareMechanism(coop, household);
    await moveTo(coop, '/supplier/file');
    await coop.getByTestId('file-submit').click();
    await agree(coop, '提交');
    await expect(coop.getByTestId('supplier-status')).toHaveText('县级推荐审核');
  });

  await test.step('is sent back by its county, and puts it right', async () => {
    await openAdmission(county, name);
    await decide(county, 'return', '请补正', { contact: '请填写常驻联系人' });
    await expect(county.getByTestId('drawer')).toContainText('退回补正');
    await coop.reload();
    await expect(coop.getByText('请填写常驻联系人').first()).toBeVisible();
    await coop.getByTestId('file-contact').fill('常驻联系人');
    await coop.getByTestId('file-submit').click();
    await agree(coop, '提交');
    await expect(coop.getByTestId('supplier-status')).toHaveText('县级推荐审核');
  });

  await test.step('is recommended by its county, admitted by the platform', async () => {
    const national = await open('console', 'administrator');
    await openAdmission(county, name);
    await decide(county, 'approve', '情况属实，同意推荐');
    await openAdmission(national, name);
    await decide(national, 'approve', '同意入驻');
    await coop.reload();
    await expect(coop.getByTestId('supplier-status')).toHaveText('已入驻');
  });
});

test('an admitted cooperative applies for a certificate', async ({ open }) => {
  const { client } = await anAdmittedSupplier();
  const coop = await open('console', client);
  await coop.goto('/supplier/applications');
  await coop.getByTestId('application-start').click();
  await coop.getByTestId('start-application-submit').click();
  await expect(coop).toHaveURL(/\/supplier\/applications\/[0-9a-f-]{36}/);
  await fillApplication(coop, `验收花椒${digits(8)}`);
  await submitApplication(coop);
});

test('an application is read and approved by its township and its county, which publishes it', async ({ open }) => {
  const { client, product, applicationId } = await anApplication();
  const township = await open('console', 'township');
  await openReview(township, product);
  await expect(township.getByTestId('evidence-page')).toBeVisible();
  await decide(township, 'approve', '已实地核查，情况属实');
  await approve(await open('console', 'countyAdministrator'), product);
  const coop = await open('console', client);
  await coop.goto(`/supplier/applications/${applicationId}`);
  await expect(coop.getByTestId('application-status')).toHaveText('县级公示');
});

test('anybody objects to what is published: the clock stops; the county examines, and it runs on', async ({ open }) => {
  const { client, product, applicationId } = await aPublication();
  const visitor = await open('storefront');
  await visitor.goto('/publicity');
  await answered(visitor, { query: { q: product } }, async () => {
    await visitor.getByTestId('publicity-search').fill(product);
    await visitor.getByTestId('publicity-search').press('Enter');
  });
  await visitor.getByTestId('publicity-row').filter({ hasText: product }).getByRole('link').click();
  await expect(visitor.getByTestId('publicity-name')).toHaveText(product);
  await visitor.getByTestId('objection-reason').fill('据我了解，这批花椒不是本村种的，请核实。');
  await visitor.getByTestId('objection-name').fill('验收村民');
  await visitor.getByTestId('objection-contact').fill('13900005678');
  await visitor.getByTestId('objection-submit').click();
  await expect(visitor.getByTestId('tracking-number')).toHaveText(/^[A-Z0-9-]{10,}$/);

  const coop = await open('console', client);
  await coop.goto(`/supplier/applications/${applicationId}`);
  await expect(coop.getByTestId('application-status')).toHaveText('异议核查');
  // Whoever approved it does not examine what is said against it.
  const county = await open('console', 'countyExaminer');
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

test('the publication over, city, province and nation approve; anybody verifies the certificate', async ({ open }) => {
  const publication = await aPublication();
  const { client, product, county, name } = publication;
  await passPublicity(publication);
  for (const office of ['city', 'province', 'administrator'] as const) {
    const page = await open('console', office);
    await approve(page, product);
    await page.context().close();
  }
  const coop = await open('console', client);
  await coop.goto('/supplier/certificates');
  const certificate = coop.getByTestId('certificate-card').filter({ hasText: product });
  const number = (await certificate.locator('.number').innerText()).trim();
  expect(number).toMatch(new RegExp(`^FP${county}`));
  const visitor = await open('storefront');
  await shop.expectPublished(
    visitor,
    `/certificates/${number}`,
    visitor.getByTestId('certificate-verdict').filter({ hasText: '有效' }),
  );
  await expect(visitor.getByTestId('certificate')).toContainText(name);
});

test('a certified product is entered, photographed, listed and bought', async ({ open }) => {
  const { client, product, number } = await aCertificate();
  const coop = await open('console', client);
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
  const { name, type: mimeType, bytes: buffer } = await photo();
  await coop.getByTestId('photo-upload').setInputFiles({ name, mimeType, buffer });
  await expect(coop.getByTestId('photo')).toHaveCount(1);
  await coop.getByTestId('publish').click();
  await agree(coop, '上架');
  await expect(coop.getByTestId('product-status')).toHaveText('在售');

  const buyer = await open('storefront', await aBuyer());
  await shop.expectOnShelf(buyer, product, true);
  await shop.buyNow(buyer, new URL(coop.url()).pathname.split('/').at(-1) ?? '');
  await shop.pay(buyer, '支付宝');
});

test('a failed inspection suspends a certificate; an appeal that somebody else decides brings it back', async ({
  open,
}) => {
  const { client, name, product, productId, number } = await aListedProduct();
  const county = await open('console', 'countyAdministrator');
  const visitor = await open('storefront');
  const verdict = visitor.getByTestId('certificate-verdict');

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
    await moveTo(county, '/administration/certificates');
    await searchTable(county, number);
    await openRow(county, 'certificate', number);
    await county.getByTestId('suspend').click();
    await county.getByTestId('field-reason').fill('抽查不合格');
    await county.getByTestId('sanction-submit').click();
    await expect(county.getByTestId('sanction-form')).toBeHidden();
    await shop.expectOnShelf(visitor, product, false);
    await shop.expectPublished(visitor, `/certificates/${number}`, verdict.filter({ hasText: '暂停' }));
    await expect(visitor.getByTestId('certificate-reason')).toContainText('抽查不合格');
    await shop.expectPublished(visitor, `/products/${productId}`, visitor.getByTestId('sale-stop'));
  });

  await test.step('the cooperative appeals; the province decides, and it is back', async () => {
    const coop = await open('console', client);
    await coop.goto('/supplier/decisions');
    await coop.getByTestId('appeal-open').click();
    await coop.getByTestId('field-reason').fill('水分系抽样时雨天受潮，复检合格，请复核。');
    await coop.getByTestId('appeal-submit').click();
    await expect(coop.getByTestId('appeal')).toContainText('待复核');
    const province = await open('console', 'province');
    await province.goto('/administration/appeals');
    await openRow(province, 'appeal', name);
    await province.getByTestId('appeal-decide').click();
    await province.getByTestId('choice-upheld').check();
    await province.getByTestId('field-reason').fill('复检合格，申诉成立。');
    await province.getByTestId('appeal-submit').click();
    await expect(province.getByTestId('appeal-form')).toBeHidden();
    await shop.expectOnShelf(visitor, product, true);
    await shop.expectPublished(visitor, `/certificates/${number}`, verdict.filter({ hasText: '有效' }));
  });
});

test('a term ends: the listing goes; renewed by the same five levels, it is sold again', async ({ open }) => {
  const listed = await aListedProduct();
  const { client, product, number } = listed;
  const visitor = await open('storefront');
  const verdict = visitor.getByTestId('certificate-verdict');
  await endTerm(number);
  await shop.expectOnShelf(visitor, product, false);
  await shop.expectPublished(visitor, `/certificates/${number}`, verdict.filter({ hasText: '到期' }));

  const coop = await open('console', client);
  await coop.goto('/supplier/certificates');
  const certificate = coop.getByTestId('certificate-card').filter({ hasText: product });
  await certificate.getByTestId('certificate-renew').click();
  await coop.getByTestId('start-application-submit').click();
  await expect(coop).toHaveURL(/\/supplier\/applications\/[0-9a-f-]{36}/);
  for (const kind of ['business_licence', 'quality_report', 'benefit_proof', 'commitment'])
    await upload(coop, coop.getByTestId(`upload-${kind}`), `${kind}.pdf`);
  await coop.getByTestId('commitment').check();
  await submitApplication(coop);
  const applicationId = new URL(coop.url()).pathname.split('/').at(-1) ?? '';
  await approvedBy(applicationId, 'township', 'county');
  await passPublicity({ ...listed, applicationId });
  await approvedBy(applicationId, 'city', 'province', 'national');
  await moveTo(coop, '/supplier/certificates');
  await expect(certificate).toContainText('第 2 版');
  await shop.expectPublished(visitor, `/certificates/${number}`, verdict.filter({ hasText: '有效' }));
  await shop.expectOnShelf(visitor, product, true);
});
