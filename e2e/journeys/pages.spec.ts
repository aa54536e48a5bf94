// What holds of every page at both widths: no serious accessibility violation, nothing wider than the window, Chinese only,
// and (through the guard) no error in the console and no failed request. A page is loaded once for both; what else is particular to a phone
// (its viewport, touch) is the matter of phone.spec.
import type { Page } from '@playwright/test';
import type { Account } from '../support/environment';
import { anOrganiser } from '../support/campaigns';
import { inspectAtBothWidths } from '../support/inspect';
import { anOffer } from '../support/offers';
import { moveTo } from '../support/moves';
import { aBuyer, enterAnew } from '../support/sessions';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';

type Pages = readonly (readonly [name: string, path: string])[];

/**
 * One visit for each person: a browser of its own for every page would spend most of its time on starting, and so would loading the application for each.
 * It is loaded with the first; what the same screen shows of another question is asked for by its address.
 */
async function visit(person: Page, pages: Pages): Promise<void> {
  test.setTimeout(30_000 * pages.length);
  let before: string | undefined;
  for (const [name, path] of pages)
    await test.step(name, async () => {
      const [screen] = path.split('?');
      if (before === undefined || before === screen) await person.goto(path);
      else await moveTo(person, path);
      before = screen;
      await inspectAtBothWidths(person);
    });
}

const SHOP: Pages = [
  ['home', '/'],
  ['shelf', '/products'],
  ['search', '/products?q=小米&certified=true'],
  ['empty search', '/products?q=葡萄&maxFen=1'],
  ['counties', '/counties'],
  ['county', '/counties/620826'],
  ['certificates', '/certificates'],
  ['publication', '/publicity'],
  ['recalls', '/recalls'],
  ['complaint', '/complaints/new'],
  ['tracking', '/tracking'],
  ['log of a mandate', '/mandate-log'],
  ['group buys', '/group-buys'],
  ['ended group buys', '/group-buys?state=done'],
  ['what recipients need', '/needs'],
  ['bulletins of shares', '/bulletins'],
  ['check of a participation', '/participations'],
  ['empty cart', '/cart'],
  ['sign-in', '/login'],
  ['registration', '/register'],
  ['forgotten password', '/forgot-password'],
  ['reset password', '/reset-password?token=none'],
  ['joining', '/join'],
  ['help', '/help'],
  ['unknown page', '/no-such-page'],
];
test('shop: every page of a visitor', async ({ open }) => visit(await open('storefront'), SHOP));

const OWN: Pages = [
  ['goods side by side', '/compare'],
  ['own orders', '/orders'],
  ['own account', '/account'],
  ['own notices', '/notices'],
  ['own mandates', '/mandates'],
  ['own part in group buys', '/my/pledges'],
  ['campaigns that one leads', '/my/leading'],
  ['own group buys', '/organise'],
  ['own organisations', '/account/organisations'],
  ['own invitations', '/account/invitations'],
  ['members', '/account/members'],
];
test('shop: every page of a buyer', async ({ open }) => visit(await open('storefront', 'buyer'), OWN));

const CONSOLE: readonly [as: Account, name: string, path: string][] = [
  ['supplier', 'dashboard', '/supplier/dashboard'],
  ['supplier', 'products', '/supplier/products'],
  ['supplier', 'invoices', '/supplier/invoices'],
  ['supplier', 'new product', '/supplier/products/new'],
  ['supplier', 'orders', '/supplier/orders'],
  ['supplier', 'transfers', '/supplier/transfers'],
  ['supplier', 'own recalls', '/supplier/recalls'],
  ['supplier', 'after-sales cases of its goods', '/supplier/after-sales'],
  ['supplier', 'lines of its bank', '/supplier/bank-lines'],
  ['supplier', 'import of a statement', '/supplier/bank-lines/import'],
  ['supplier', 'orders to be invoiced', '/supplier/invoiceable-orders'],
  ['supplier', 'refunds by transfer', '/supplier/transfer-refunds'],
  ['supplier', 'what is due to it', '/supplier/receivables'],
  ['supplier', 'own statements of account', '/supplier/statements'],
  ['supplier', 'group buys that want its goods', '/supplier/campaigns'],
  ['supplier', 'orders of group buys', '/supplier/campaign-orders'],
  ['supplier', 'freight rules', '/supplier/freight'],
  ['supplier', 'file', '/supplier/file'],
  ['supplier', 'mechanisms', '/supplier/mechanisms'],
  ['supplier', 'applications', '/supplier/applications'],
  ['supplier', 'certificates', '/supplier/certificates'],
  ['supplier', 'batches', '/supplier/batches'],
  ['supplier', 'inspections', '/supplier/inspections'],
  ['supplier', 'decisions', '/supplier/decisions'],
  ['supplier', 'members', '/supplier/members'],
  ['supplier', 'notices', '/notices'],
  ['supplier', 'account', '/account'],
  ['administrator', 'overview', '/administration/overview'],
  ['administrator', 'suppliers', '/administration/suppliers'],
  ['administrator', 'organisations', '/administration/organisations'],
  ['administrator', 'certificates', '/administration/certificates'],
  ['countyAdministrator', 'admissions', '/administration/admissions'],
  ['countyAdministrator', 'reviews', '/administration/reviews'],
  ['countyAdministrator', 'objections', '/administration/objections'],
  ['countyAdministrator', 'price flags', '/administration/price-flags'],
  ['countyAdministrator', 'inspections', '/administration/inspections'],
  ['countyAdministrator', 'complaints', '/administration/complaints'],
  ['countyAdministrator', 'group buys', '/administration/campaigns'],
  ['countyAdministrator', 'complaints of group buys', '/administration/campaign-complaints'],
  ['countyAdministrator', 'organisations that register', '/administration/registrations'],
  ['countyAdministrator', 'what recipients need', '/administration/needs'],
  ['countyAdministrator', 'sanctions', '/administration/sanctions'],
  ['countyAdministrator', 'appeals', '/administration/appeals'],
  ['countyAdministrator', 'households', '/administration/households'],
  ['countyAdministrator', 'import of households', '/administration/households/import'],
  ['countyAdministrator', 'mandates', '/administration/mandates'],
  ['countyAdministrator', 'bulletin', '/administration/bulletin'],
  ['countyAdministrator', 'policies', '/administration/policies'],
  ['administrator', 'changes of divisions', '/administration/region-changes'],
  ['countyAdministrator', 'members', '/administration/members'],
  ['agency', 'own share', '/agency/share'],
  ['agency', 'own budgets', '/agency/budgets'],
  ['agency', 'corrections of what counts to it', '/agency/corrections'],
  ['agency', 'own requisitions', '/agency/requisitions'],
  ['agency', 'who approves them', '/agency/approvers'],
  ['agency', 'where it takes goods in', '/agency/delivery-points'],
  ['agency', 'what waits to be accepted', '/agency/acceptable-orders'],
  ['agency', 'own acceptance sheets', '/agency/acceptances'],
  ['agency', 'own invoices', '/agency/invoices'],
  ['agency', 'own inspection ledger', '/agency/inspection-ledger'],
  ['agency', 'what is to be paid', '/agency/payables'],
  ['agency', 'what was accepted and is due', '/agency/arrears'],
  ['agency', 'statements of account', '/agency/statements'],
  ['agency', 'own members', '/agency/members'],
  ['supervisingUnit', 'shares of its subtree', '/agency/subtree'],
  ['supervisingUnit', 'import of a roster', '/agency/subtree/roster'],
  ['supervisingUnit', 'requests to stand below it', '/agency/admissions'],
  ['supervisingUnit', 'what units below it report of themselves', '/agency/unit-changes'],
  ['supervisingUnit', 'what looks odd', '/agency/findings'],
  ['finance', 'shares of its region', '/finance/shares'],
  ['finance', 'requests of its region', '/finance/admissions'],
  ['finance', 'what units of its region report of themselves', '/finance/unit-changes'],
  ['finance', 'policies', '/finance/policies'],
  ['finance', 'corrections in its region', '/finance/corrections'],
  ['finance', 'granted ratios', '/finance/grants'],
  ['finance', 'bulletins', '/finance/bulletins'],
  ['finance', 'a bulletin before it is published', '/finance/bulletins/preview'],
  ['finance', 'what looks odd', '/finance/findings'],
  ['finance', 'own members', '/finance/members'],
  ['recipient', 'own needs', '/recipient/needs'],
  ['recipient', 'donations to it', '/recipient/campaigns'],
  ['recipient', 'what was sent to it', '/recipient/deliveries'],
  ['recipient', 'surplus', '/recipient/surplus'],
  ['auditor', 'units of its region', '/auditor/units'],
  ['auditor', 'what looks odd', '/auditor/findings'],
  ['auditor', 'own members', '/auditor/members'],
  ['administrator', 'products', '/administration/products'],
  ['administrator', 'imports', '/administration/imports'],
  ['administrator', 'orders', '/administration/orders'],
  ['administrator', 'payments', '/administration/payments'],
  ['administrator', 'failed jobs', '/administration/jobs'],
  ['administrator', 'audit trail', '/administration/audit'],
  ['administrator', 'mails', '/administration/mails'],
  ['administrator', 'second factor', '/account/totp'],
];
for (const as of new Set(CONSOLE.map(([account]) => account)))
  test(`console, ${as}: every page`, async ({ open }) => {
    const pages = CONSOLE.filter(([account]) => account === as).map(([, name, path]) => [name, path] as const);
    await visit(await open('console', as), pages);
  });

test('console: doors', async ({ open }) => {
  const stranger = await open('console');
  for (const path of ['/login', '/forgot-password', '/reset-password?token=none']) {
    await stranger.goto(path);
    await inspectAtBothWidths(stranger);
  }
});

test('shop: from a product to the order', async ({ open }) => {
  const offer = await anOffer();
  const buyer = await open('storefront', await enterAnew('storefront'));
  await buyer.goto(`/products/${offer.id}`);
  await inspectAtBothWidths(buyer);
  await buyer.getByTestId('add-to-cart').click();
  await expect(buyer.getByTestId('toast')).toContainText('已加入购物车');
  await buyer.goto('/cart');
  await expect(buyer.getByTestId('cart-line')).toHaveCount(1);
  await inspectAtBothWidths(buyer);
  await buyer.getByTestId('go-checkout').click();
  await expect(buyer).toHaveURL(/\/checkout/);
  await inspectAtBothWidths(buyer);
  await buyer.getByTestId('add-address').click();
  await inspectAtBothWidths(buyer);
  await buyer.keyboard.press('Escape');
  await shop.addAddress(buyer, '验收收货人');
  await inspectAtBothWidths(buyer);
  await shop.submitOrder(buyer);
  await shop.pay(buyer, '支付宝');
  await inspectAtBothWidths(buyer);
  await shop.openOrder(buyer);
  await inspectAtBothWidths(buyer);
  await buyer.getByTestId('cancel-order').click();
  await inspectAtBothWidths(buyer);
});

test('shop: a verified certificate', async ({ open }) => {
  const offer = await anOffer();
  const visitor = await open('storefront');
  await visitor.goto(`/products/${offer.id}`);
  await visitor.getByTestId('certificate-link').click();
  await expect(visitor.getByTestId('certificate')).toBeVisible();
  await inspectAtBothWidths(visitor);
});

test('shop: from the list of group buys to joining one', async ({ open }) => {
  const buyer = await open('storefront', await aBuyer());
  await buyer.goto('/group-buys?state=open');
  await buyer.getByTestId('group-buy').first().getByRole('link').first().click();
  await expect(buyer.getByTestId('standing')).toBeVisible();
  await inspectAtBothWidths(buyer);
  await buyer.getByTestId('share').click();
  await expect(buyer.getByRole('dialog')).toBeVisible();
  await inspectAtBothWidths(buyer);
  await buyer.keyboard.press('Escape');
  await buyer.getByTestId('join').click();
  await expect(buyer.getByTestId('join-submit')).toBeVisible();
  await inspectAtBothWidths(buyer);
});

test('shop: a draft of a group buy', async ({ open }) => {
  const organiser = await open('storefront', await anOrganiser());
  await organiser.goto('/organise');
  await organiser.getByTestId('organise-start').click();
  await organiser.getByTestId('organise-form-group_buy').check();
  await organiser.getByTestId('organise-title').fill('社区一起买花椒');
  await inspectAtBothWidths(organiser);
  await organiser.getByTestId('organise-create').click();
  await expect(organiser.getByTestId('draft-form')).toBeVisible();
  await inspectAtBothWidths(organiser);
});

test('console, supplier: a product in the editor', async ({ open }) => {
  const supplier = await open('console', 'supplier');
  const offer = await anOffer();
  await supplier.goto(`/supplier/products/${offer.id}`);
  await expect(supplier.getByTestId('product-name')).toHaveValue(offer.name);
  await inspectAtBothWidths(supplier);
  await supplier.getByTestId('stock-open').first().click();
  await expect(supplier.getByTestId('stock-form')).toBeVisible();
  await inspectAtBothWidths(supplier);
});
