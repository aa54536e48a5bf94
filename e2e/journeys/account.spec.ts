import { searchTable } from '../support/console';
import { addresses } from '../support/environment';
import { mailTo } from '../support/mails';
import { moveTo } from '../support/moves';
import { newcomer } from '../support/people';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';

test('too many wrong passwords: the right one has to wait, too', async ({ open, guard }) => {
  guard.allow(401, /\/auth\/login$/);
  guard.allow(429, /\/auth\/login$/);
  const person = newcomer();
  const owner = await open('storefront');
  await shop.registerAnew(owner, person);
  const stranger = await open('storefront');
  await stranger.goto('/login');
  const problem = stranger.getByTestId('form-problem');
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    const answer = stranger.waitForResponse(/\/auth\/login$/);
    await shop.fillSignIn(stranger, person.login, `wrong-guess-${attempt}`);
    await answer;
    await expect(problem).toContainText('账号或密码不正确');
  }
  await shop.fillSignIn(stranger, person.login, person.password);
  await expect(problem).toContainText('操作过于频繁');
  await moveTo(owner, '/account');
  await expect(owner.getByRole('heading', { name: person.name })).toBeVisible();
});

test('a person sees her devices, ends one of them, changes her password and signs out', async ({ open, guard }) => {
  guard.allow(401, /\/api\/v1\//);
  const person = newcomer();
  const home = await open('storefront');
  const office = await open('storefront');
  await shop.registerAnew(home, person);
  await shop.signIn(office, person.login, person.password);
  await moveTo(office, '/account');
  await expect(office.getByRole('heading', { name: '登录中的设备' })).toBeVisible();

  await test.step('the other browser is out at once', async () => {
    await moveTo(home, '/account');
    const devices = home.getByRole('region', { name: '登录中的设备' }).getByRole('listitem');
    await expect(devices).toHaveCount(2);
    await expect(devices.filter({ hasText: '这台设备' })).toHaveCount(1);
    await devices.getByRole('button', { name: '让它退出' }).click();
    await home.getByTestId('confirm-action').click();
    await expect(devices).toHaveCount(1);
    await office.getByRole('link', { name: '我的订单' }).first().click();
    await expect(office).toHaveURL(/\/login/);
  });

  const changed = `${person.password}-new`;
  await test.step('a new password ends the other sessions', async () => {
    await shop.signIn(office, person.login, person.password);
    await home.getByLabel('现在的密码').fill('not-the-password');
    await home.getByLabel('新密码', { exact: true }).fill(changed);
    await home.getByLabel('再输一次新密码').fill(changed);
    guard.allow(400, /\/me\/password$/);
    const form = home.getByRole('region', { name: '修改密码' });
    await form.getByRole('button', { name: '修改密码' }).click();
    await expect(form.getByRole('alert')).toContainText('原密码不正确');
    await home.getByLabel('现在的密码').fill(person.password);
    await form.getByRole('button', { name: '修改密码' }).click();
    await expect(home.getByTestId('toast').filter({ hasText: '密码已修改' })).toBeVisible();
    await office.goto('/orders');
    await expect(office).toHaveURL(/\/login/);
    await shop.fillSignIn(office, person.login, person.password);
    await expect(office.getByTestId('form-problem')).toContainText('账号或密码不正确');
    await shop.fillSignIn(office, person.login, changed);
    await expect(office).toHaveURL(/\/orders/);
  });

  await test.step('signed out, the account is closed to this browser', async () => {
    await home.getByTestId('logout').click();
    await expect(home.getByTestId('login-link')).toBeVisible();
    await home.goto('/account');
    await expect(home).toHaveURL(/\/login\?return=%2Faccount/);
  });
});

test('a forgotten password is set anew through the mail that the console shows', async ({ open, guard }) => {
  const person = newcomer();
  const buyer = await open('storefront');
  await shop.registerAnew(buyer, person);
  await buyer.getByTestId('logout').click();
  await buyer.getByTestId('login-link').click();
  await buyer.getByRole('link', { name: '忘记密码' }).click();
  await buyer.getByLabel('注册时的手机号或邮箱').fill(person.login);
  await buyer.getByRole('button', { name: '发送重设链接' }).click();
  await expect(buyer.getByRole('heading', { name: '请查收' })).toBeVisible();

  const administrator = await open('console', 'administrator');
  const mail = administrator.getByTestId('mail-row').filter({ hasText: person.login });
  await mailTo(person.login, '');
  await administrator.goto('/administration/mails');
  await mail.getByRole('link').first().click();
  const body = await administrator.getByTestId('mail-body').innerText();
  const link = /https?:\/\/\S+\/reset-password\?token=[\w-]+/.exec(body)?.[0] ?? '';
  expect(new URL(link).origin, 'the link leads to the shop').toBe(new URL(addresses.storefront).origin);

  await buyer.goto(link);
  const changed = `${person.password}-reset`;
  await buyer.getByLabel('新密码', { exact: true }).fill(changed);
  await buyer.getByLabel('再输一次新密码').fill(changed);
  await buyer.getByRole('button', { name: '设为新密码' }).click();
  await expect(buyer).toHaveURL(/\/login/);
  await shop.fillSignIn(buyer, person.login, changed);
  await expect(buyer.getByTestId('account-link')).toHaveText(person.name);

  await test.step('the link works once', async () => {
    guard.allow(400, /\/auth\/password-reset\/confirm$/);
    const second = await open('storefront');
    await second.goto(link);
    await second.getByLabel('新密码', { exact: true }).fill('another-password-1');
    await second.getByLabel('再输一次新密码').fill('another-password-1');
    await second.getByRole('button', { name: '设为新密码' }).click();
    await expect(second.getByTestId('form-problem')).toContainText('重置链接无效或已过期');
  });
});

test('the console keeps buyers and administrators of one county in their places', async ({ open }) => {
  const buyer = await open('console', 'buyer');
  await buyer.goto('/administration/orders');
  await expect(buyer.getByRole('heading', { name: '此账号没有后台工作' })).toBeVisible();
  const supplier = await open('console', 'supplier');
  await supplier.goto('/administration/orders');
  await expect(supplier).toHaveURL(/\/supplier\/dashboard/);

  const county = await open('console', 'countyAdministrator');
  await county.goto('/administration/products');
  const national = await open('console', 'administrator');
  await national.goto('/administration/products');
  const count = async (page: typeof county) =>
    Number((await page.getByTestId('product-total').innerText()).replace(/\D/g, ''));
  await expect(county.getByTestId('product-row').first()).toBeVisible();
  await expect(national.getByTestId('product-row').first()).toBeVisible();
  expect(await count(county)).toBeGreaterThan(0);
  expect(await count(county)).toBeLessThan(await count(national));
  await searchTable(county, '不会有的产品名称');
  await expect(county.getByText('没有符合条件的产品')).toBeVisible();
});
