import type { ApiClient } from '../http-client/client.ts';
import { choose } from '../support/console';
import { addresses } from '../support/environment';
import { inspect } from '../support/inspect';
import { mailTo } from '../support/mails';
import { home } from '../support/made';
import { moveTo } from '../support/moves';
import { creditCode } from '../support/papers';
import { digits, newcomer, type Newcomer } from '../support/people';
import { enterAgain, enterAnew } from '../support/sessions';
import { expect, test } from '../support/test';

/** A cooperative that has just registered itself, with its only manager. */
async function aCooperative(person: Newcomer): Promise<{ client: ApiClient; name: string }> {
  const { county, township } = await home();
  const client = await enterAnew('console', person);
  const name = `验收成员合作社${digits(8)}`;
  const body = { kind: 'cooperative', name, creditCode: creditCode(county), countyCode: county, township };
  await client.get('registerSupplier', { body });
  return { client, name };
}

test('a manager invites a clerk, who registers, verifies, accepts, works in the seat and takes over', async ({
  open,
}) => {
  const [chief, clerk] = [newcomer('老理事长'), newcomer('新经办人')];
  const { client, name } = await aCooperative(chief);
  const manager = await open('console', client);

  await test.step('the manager invites by mail', async () => {
    await manager.goto('/supplier/members');
    await expect(manager.getByTestId('member')).toHaveCount(1);
    await manager.getByTestId('invite').click();
    await inspect(manager);
    await manager.getByTestId('invite-submit').click();
    await expect(manager.getByTestId('invite-form')).toContainText('请填写对方的手机号或邮箱');
    await manager.getByTestId('invite-form').getByLabel('对方的手机号或邮箱').fill(clerk.login);
    await manager.getByTestId('invite-submit').click();
    await expect(manager.getByTestId('invitation')).toContainText(clerk.login);
  });

  const shop = await open('storefront', await enterAnew('storefront', clerk));
  await test.step('who was invited follows the mail, verifies the login by the code of another, and accepts', async () => {
    const link = /https?:\/\/\S+/.exec((await mailTo(clerk.login, '邀请您加入')).body)?.[0] ?? '';
    expect(new URL(link).origin, 'the link leads to the shop').toBe(new URL(addresses.storefront).origin);
    await shop.goto(link);
    await shop.getByTestId('login-send').click();
    const code = /\d{6}/.exec((await mailTo(clerk.login, '验证码')).body)?.[0] ?? '';
    await shop.getByTestId('login-code').fill(code);
    await shop.getByTestId('login-verify').click();
    const invitation = shop.getByTestId('my-invitation');
    await expect(invitation).toContainText(name);
    await expect(invitation).toContainText('经办人');
    await inspect(shop);
    await invitation.getByRole('button', { name: /^接受/ }).click();
    await expect(shop.getByTestId('joined')).toContainText(`您已加入“${name}”`);
    await moveTo(shop, '/account');
    await expect(shop.getByRole('region', { name: '所在单位' })).toContainText(name);
  });

  const office = await open('console', await enterAgain('console', clerk));
  await test.step('the new clerk works in the seat, and manages nobody', async () => {
    await office.goto('/supplier/products/new');
    await expect(office.getByTestId('product-name')).toBeVisible();
    await moveTo(office, '/supplier/members');
    await expect(office.getByTestId('member')).toHaveCount(2);
    await expect(office.getByTestId('invite')).toBeHidden();
  });

  await test.step('the only manager cannot leave, and hands over', async () => {
    await manager.reload();
    const own = manager.getByTestId('member').filter({ hasText: chief.name });
    await own.getByTestId('member-hand-over').click();
    const form = manager.getByTestId('hand-over-form');
    await choose(manager, form.locator('nz-select'), clerk.name);
    await expect(form).toContainText(`接任者立即担任负责人，${chief.name}同时离开本单位`);
    await manager.getByTestId('hand-over-submit').click();
    await expect(manager.getByRole('heading', { name: '此账号没有后台工作' })).toBeVisible();
  });

  await test.step('the successor manages from the next request on', async () => {
    await office.reload();
    await expect(office.getByTestId('member')).toHaveCount(1);
    await expect(office.getByTestId('member')).toContainText('负责人');
    await expect(office.getByTestId('invite')).toBeVisible();
  });
});
