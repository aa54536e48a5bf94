import { describe, expect, it } from '@jest/globals';
import { Router } from '@angular/router';
import { TestBed } from '@angular/core/testing';
import { FormScreen } from '../shared/testing/form-screen';
import { Organisations } from './organisations';
import { Session } from './session';

const ORGANISATION = {
  id: '01890000-0000-7000-8000-000000000001',
  name: '红寺堡区财政局',
  kind: 'finance',
  creditCode: null,
  region: { code: '640303', name: '红寺堡区', path: '宁夏 吴忠市 红寺堡区' },
  township: null,
  members: 0,
  state: 'vacant',
  appointable: true,
  demo: false,
  createdAt: '2026-10-01T00:00:00Z',
};
const LIST = '/admin/organisations';
const page = (row: object) => ({ items: [row], nextCursor: null, total: 1 });

/** The list with one organisation, whose drawer is open. */
async function opened(row: object, may = true): Promise<FormScreen<Organisations>> {
  const screen = await FormScreen.open(Organisations, {}, [{ provide: Session, useValue: { may: () => may } }]);
  await screen.answer(screen.asked(LIST), page(row));
  await TestBed.inject(Router).navigate([], { queryParams: { id: ORGANISATION.id } });
  await screen.settle();
  return screen;
}

describe('an organisation of the region', () => {
  it('that nobody manages is given a manager, and the list is read again', async () => {
    const screen = await opened(ORGANISATION);
    expect(screen.text()).toContain('无负责人');
    await screen.press('appoint');
    await screen.type(screen.labelled('对方的手机号或邮箱'), 'Li@Example.test');
    await screen.press('appoint-submit');
    const sent = screen.asked(`${LIST}/${ORGANISATION.id}/manager`, 'POST');
    expect(screen.bodyOf(sent)).toEqual({ login: 'li@example.test' });
    await screen.answer(sent, {});
    await screen.answer(screen.asked(LIST), page({ ...ORGANISATION, state: 'invited' }));
    expect(screen.all('organisation-row')[0]?.textContent).toContain('已邀请');
  });

  it.each([
    ['is managed, or lies not below the office', { appointable: false }, true],
    ['is looked at by somebody who may not invite', {}, false],
  ])('has no button where it %s', async (_, about, may) => {
    const screen = await opened({ ...ORGANISATION, ...about }, may);
    expect(screen.text()).toContain('统一社会信用代码');
    expect(screen.all('appoint')).toEqual([]);
  });
});
