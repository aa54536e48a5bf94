import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { HouseholdView } from '@yigou/contracts';
import { ApiClient } from '@yigou/web-data';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { FormScreen } from '../shared/testing/form-screen';
import { createForm, discloseForm, editForm } from './household-forms';

const ONE = {
  id: 'household',
  nameMasked: '张*',
  idMasked: '6211**',
  township: '清源镇',
  village: '一村',
  people: 4,
  status: 'registered',
  version: 2,
} as HouseholdView;

describe('the forms of a registered household', () => {
  let screen: FormScreen<FormDialog>;
  const api = () => TestBed.inject(ApiClient);
  const open = async (config: () => ReturnType<typeof editForm>) => {
    screen.fixture.componentRef.setInput('config', config());
    await screen.settle();
  };

  beforeEach(async () => {
    const blank = { heading: '', testId: 'none', fields: [], action: '', send: () => Promise.resolve('') };
    screen = await FormScreen.open(FormDialog, { config: blank });
  });

  it('registers one with an identity number of 18 places and up to 50 people', async () => {
    await open(() => createForm(api(), { county: '621123', township: '清源镇' }));
    await screen.type('field-name', '张三');
    await screen.type('field-village', '一村');
    await screen.type('field-idNumber', '6211');
    await screen.type('field-people', '0');
    await screen.press('household-form');
    expect(screen.errors()).toEqual(['请填写 18 位身份证号', '请填写 1–50 的整数']);
    screen.sentNothing();
    await screen.type('field-idNumber', '62112319800101001x');
    await screen.type('field-people', '4');
    await screen.press('household-form');
    expect(screen.bodyOf(screen.asked('/admin/households', 'POST'))).toMatchObject({ regionCode: '621123', people: 4 });
  });

  it('leaves name and number alone in a correction that does not name them', async () => {
    await open(() => editForm(api(), ONE));
    await screen.type('field-people', '5');
    await screen.press('household-form');
    expect(screen.bodyOf(screen.asked('/admin/households/household'))).toEqual({
      version: 2,
      name: null,
      idNumber: null,
      township: '清源镇',
      village: '一村',
      people: 5,
      status: 'registered',
    });
  });

  it('wants a purpose before anything is shown in full', async () => {
    await open(() => discloseForm(api(), ONE, () => undefined));
    await screen.type('field-purpose', '核对');
    await screen.press('disclose-form');
    expect(screen.errors()).toEqual(['请写明用途，至少 4 个字']);
    screen.sentNothing();
  });
});
