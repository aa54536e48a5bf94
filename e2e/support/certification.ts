import { expect, type Locator, type Page } from '@playwright/test';
import { agree, choose, searchTable } from './console';
import { identityNumber, pdf } from './papers';

/** What a cooperative and the offices do for a certificate, in the words of the console. */

export interface Household {
  readonly name: string;
  readonly idNumber: string;
}
export interface Office {
  readonly regionPrefix: string;
  readonly township: string;
}

/** Puts a paper into an upload and waits until it is stored. */
export async function upload(page: Page, field: Locator, name: string, pages = 1): Promise<void> {
  const paper = await pdf(
    name,
    Array.from({ length: pages }, (_, at) => `page ${at + 1}`),
  );
  const sending = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/evidence'));
  await field.setInputFiles({ name, mimeType: paper.type, buffer: paper.bytes });
  expect((await sending).status(), `upload of ${name}`).toBe(201);
}

export async function registerSupplier(
  page: Page,
  supplier: { name: string; creditCode: string; county: string; township: string },
): Promise<void> {
  await page.getByTestId('register-open').click();
  await page.getByTestId('kind-cooperative').check();
  await page.getByTestId('supplier-name').fill(supplier.name);
  await page.getByTestId('supplier-credit-code').fill(supplier.creditCode);
  await page.getByTestId('county-province').selectOption(`${supplier.county.slice(0, 2)}0000`);
  await page.getByTestId('county-prefecture').selectOption(`${supplier.county.slice(0, 4)}00`);
  await page.getByTestId('county-county').selectOption(supplier.county);
  await page.getByTestId('supplier-township').fill(supplier.township);
  await page.getByTestId('register-submit').click();
  await expect(page).toHaveURL(/\/supplier\/file/);
  await expect(page.getByTestId('supplier-status')).toHaveText('待完善');
}

const FILE: Readonly<Record<string, string>> = {
  village: '演示村',
  address: '演示村 3 组 12 号',
  legalPerson: '演示理事长',
  contact: '演示会计',
  phone: '13900001234',
  bankName: '农村信用社',
  bankAccount: '6228480000000000',
  productionBase: '演示村梯田 320 亩',
  introduction: '社员六十户，种植花椒二十年。',
};

export async function fillFile(page: Page, creditCode: string): Promise<void> {
  for (const [key, value] of Object.entries(FILE)) await page.getByTestId(`file-${key}`).fill(value);
  await page.getByTestId('licence-add').click();
  await page.getByTestId('field-number').fill(creditCode);
  await page.getByTestId('field-validFrom').fill('2019-01-01');
  await page.getByTestId('field-forGood').check();
  await upload(page, page.getByTestId('field-evidence'), '营业执照.pdf');
  await page.getByTestId('licence-submit').click();
  await expect(page.getByTestId('licence')).toHaveCount(1);
}

/** The county registers a household; what is shown of it is masked. */
export async function registerHousehold(county: Page, office: Office): Promise<Household> {
  const household = { name: '张某验收', idNumber: identityNumber(office.regionPrefix) };
  await county.goto('/administration/households');
  await county.getByTestId('household-create').click();
  await county.getByTestId('field-name').fill(household.name);
  await county.getByTestId('field-idNumber').fill(household.idNumber);
  await county.getByTestId('field-township').fill(office.township);
  await county.getByTestId('field-village').fill('演示村');
  await county.getByTestId('field-people').fill('4');
  await county.getByTestId('household-submit').click();
  await expect(county.getByTestId('household-form')).toBeHidden();
  return household;
}

export async function declareMechanism(page: Page, household: Household): Promise<void> {
  await page.goto('/supplier/mechanisms');
  await page.getByTestId('mechanism-add').click();
  await page.getByTestId('field-description').fill('按每斤 30 元保底价收购花椒');
  await page.getByTestId('mechanism-submit').click();
  await page.getByTestId('link-open').click();
  await page.getByTestId('field-idNumber').fill(household.idNumber);
  await page.getByTestId('field-name').fill(household.name);
  await page.getByTestId('link-submit').click();
  const link = page.getByTestId('benefit-link');
  await expect(link).toHaveCount(1);
  await expect(link).not.toContainText(household.idNumber);
  await expect(link).not.toContainText(household.name);
}

/** Decides what is open in front of the person: a file, or an application. `notes` say at which fields something is wrong. */
export async function decide(
  page: Page,
  decision: 'approve' | 'return' | 'refuse',
  reason: string,
  notes: Readonly<Record<string, string>> = {},
): Promise<void> {
  await page.getByTestId(`decide-${decision}`).click();
  for (const [field, note] of Object.entries(notes)) {
    await page.getByTestId(`note-add-${field}`).click();
    await page.getByTestId(`note-${field}`).fill(note);
  }
  await page.getByTestId('decision-reason').fill(reason);
  const sending = page.waitForResponse((answer) => answer.url().endsWith('/decision'));
  await page.getByTestId('decision-submit').click();
  expect((await sending).status(), `${decision}: ${reason}`).toBe(200);
}

/** Opens the row of a table that holds these words. */
export async function openRow(page: Page, table: string, words: string): Promise<void> {
  await page.getByTestId(`${table}-row`).filter({ hasText: words }).first().locator('.row-link').click();
}

/** Opens a supplier's file in the list of admissions. */
export async function openAdmission(page: Page, name: string): Promise<void> {
  await page.goto('/administration/admissions');
  await searchTable(page, name);
  await openRow(page, 'admission', name);
  await expect(page.getByTestId('drawer')).toBeVisible();
}

/** Opens what waits for this office. */
export async function openReview(page: Page, product: string): Promise<void> {
  await page.goto('/administration/reviews');
  await openRow(page, 'review', product);
  await expect(page).toHaveURL(/\/administration\/reviews\/[0-9a-f-]{36}/);
  await expect(page.getByTestId('decision-panel')).toBeVisible();
}

export async function approve(page: Page, product: string): Promise<void> {
  await openReview(page, product);
  await decide(page, 'approve', '材料齐全，符合认定条件');
}

const EVIDENCE = {
  business_licence: '营业执照.pdf',
  quality_report: '检验报告.pdf',
  benefit_proof: '收购合同.pdf',
  commitment: '承诺书.pdf',
} as const;

/** Fills in what a first application asks for; the form saves as it goes. */
export async function fillApplication(page: Page, product: string): Promise<void> {
  await page.getByTestId('application-productName').fill(product);
  await page.getByTestId('application-categorySlug').selectOption('spices');
  await page.getByTestId('application-variety').fill('验收大红袍');
  await page.getByTestId('application-grade').fill('一级');
  await page.getByTestId('application-annualOutputKg').fill('12000');
  await page.getByTestId('application-productionBase').fill('演示村梯田');
  await page.getByTestId('application-qualityStandard').fill('绿色食品');
  await page.getByLabel('产品介绍').fill('人工采摘，自然晾晒。');
  await page.getByTestId('spec-name').fill('250克/袋');
  await page.getByTestId('spec-weight').fill('250');
  await page.getByTestId('spec-price').fill('32.50');
  await page.getByTestId('application-mechanism').first().getByRole('checkbox').check();
  for (const [kind, name] of Object.entries(EVIDENCE))
    await upload(page, page.getByTestId(`upload-${kind}`), name, kind === 'quality_report' ? 2 : 1);
  await page.getByTestId('commitment').check();
}

/** Submits the application in front of the person once nothing is missing. */
export async function submitApplication(page: Page): Promise<void> {
  const submit = page.getByTestId('application-submit');
  await expect(submit).toHaveText(/提交/);
  await submit.click();
  await agree(page, '提交');
  await expect(page.getByTestId('application-status')).toHaveText('乡镇初审');
}

/** Chooses a category or certificate in the product editor. */
export const pick = (page: Page, testId: string, option: string): Promise<void> =>
  choose(page, page.getByTestId(testId), option, option);
