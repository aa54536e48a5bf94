// A unit's year: registered, admitted, filed, returned at a field, filed again, approved by the unit above, confirmed by finance.
import { choose, searchTable } from '../support/console';
import { inspect } from '../support/inspect';
import { home } from '../support/made';
import { moveTo } from '../support/moves';
import { creditCode } from '../support/papers';
import { digits, newcomer } from '../support/people';
import { enterAnew } from '../support/sessions';
import { expect, test } from '../support/test';
import { aBureau } from '../support/units';

test('a school files its share, the bureau returns it at a field and approves the next, finance confirms', async ({
  open,
}) => {
  const { county } = await home();
  const bureau = await aBureau(county);
  const school = `验收小学${digits(8)}`;
  const manager = await open('console', await enterAnew('console', newcomer('验收校长')));

  await test.step('the school registers below the bureau', async () => {
    await manager.goto('/');
    await manager.getByTestId('register-unit-open').click();
    await inspect(manager);
    await manager.getByTestId('unit-name').fill(school);
    await manager.getByTestId('unit-credit-code').fill(creditCode(county));
    const { items } = await bureau.client.get('listRegions', { query: { parent: `${county.slice(0, 4)}00` } });
    const name = items.find(({ code }) => code === county)?.name ?? '';
    await choose(manager, manager.getByTestId('region-select'), name, name);
    await choose(manager, manager.getByTestId('unit-select'), bureau.name, bureau.name);
    await manager.getByTestId('register-unit-submit').click();
    await expect(manager).toHaveURL(/\/agency\/share/);
    await expect(manager.getByTestId('admission-note')).toContainText(bureau.name);
  });

  const office = await open('console', bureau.client);
  await test.step('the bureau agrees that it stands below', async () => {
    await office.goto('/agency/admissions');
    await office.getByText(school).click();
    await inspect(office);
    await office.getByTestId('admission-accept').click();
    await office.getByTestId('admission-accept-submit').click();
    await expect(office.getByTestId('admission-status')).toHaveText('已同意');
    await manager.reload();
    await expect(manager.getByTestId('unit')).toContainText(bureau.name);
  });

  await test.step('it writes and files its year below the minimum', async () => {
    await expect(manager.getByTestId('share-deadline')).toContainText('工作日');
    await manager.getByTestId('filing-begin').click();
    await manager.getByTestId('filing-total').fill('480000');
    await manager.getByTestId('filing-ratio').fill('5');
    await expect(manager.getByTestId('filing-reserved')).toContainText('24,000');
    await expect(manager.getByTestId('filing-reserved')).toContainText('低于本地区规定的预留比例下限');
    await inspect(manager);
    await manager.getByTestId('filing-file').click();
    await expect(manager.getByTestId('share-status')).toHaveText('待主管单位审核');
  });

  await test.step('the bureau returns it with what is wrong', async () => {
    await moveTo(office, '/agency/subtree');
    await expect(office.getByTestId('share-totals')).toContainText('待主管单位审核');
    await office.getByText(school).click();
    await inspect(office);
    await office.getByTestId('filing-return').click();
    await office.getByTestId('field-reason').fill('比例低于下限');
    await office.getByTestId('field-ratioBp').fill('不低于规定的下限');
    await office.getByTestId('filing-return-submit').click();
    await expect(office.getByTestId('filing-status')).toHaveText('退回重填');
  });

  await test.step('the school mends it and files again', async () => {
    await manager.reload();
    await expect(manager.getByTestId('share-returned')).toContainText('比例低于下限');
    await expect(manager.getByTestId('filing-form')).toContainText('不低于规定的下限');
    await manager.getByTestId('filing-ratio').fill('30');
    await manager.getByTestId('filing-file').click();
    await expect(manager.getByTestId('share-status')).toHaveText('待主管单位审核');
  });

  await test.step('the bureau approves in bulk', async () => {
    await office.goto('/agency/subtree');
    await office.getByRole('row', { name: school }).getByRole('checkbox').check();
    await office.getByTestId('bulk-pass').click();
    await office.getByTestId('filing-pass-submit').click();
    await expect(office.getByRole('row', { name: school })).toContainText('待财政部门确认');
  });

  await test.step('finance confirms, and the year holds', async () => {
    const finance = await open('console', 'finance');
    await finance.goto('/finance/shares');
    await searchTable(finance, school);
    await finance.getByRole('row', { name: school }).getByRole('checkbox').check();
    await finance.getByTestId('bulk-pass').click();
    await inspect(finance);
    await finance.getByTestId('filing-pass-submit').click();
    await expect(finance.getByRole('row', { name: school })).toContainText('执行中');
    await manager.reload();
    await expect(manager.getByTestId('share-holds')).toContainText('144,000');
  });
});
