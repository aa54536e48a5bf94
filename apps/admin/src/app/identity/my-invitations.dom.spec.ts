import { signal } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import { FormScreen } from '../shared/testing/form-screen';
import { MyInvitations } from './my-invitations';
import { Session } from './session';

describe('one’s invitations', () => {
  it('say what one is asked to be: the role, and a clerk’s duties in a budget unit', async () => {
    const user = signal({ loginVerified: true });
    const screen = await FormScreen.open(MyInvitations, {}, [{ provide: Session, useValue: { user } }]);
    const one = { organisationName: '第一小学', kind: 'agency', replaces: null, invitedBy: '王校长' };
    const expiresAt = '2026-12-01T00:00:00.000Z';
    await screen.answer(screen.asked('/me/invitations'), {
      loginVerified: true,
      items: [
        { ...one, id: 'a', role: 'clerk', duties: ['buy', 'accept'], expiresAt },
        { ...one, id: 'b', role: 'manager', duties: [], expiresAt },
      ],
    });
    const [clerk, manager] = screen.all<HTMLElement>('my-invitation').map((item) => item.textContent);
    expect(clerk).toMatch(/，职责：采购、验收/);
    expect(manager).not.toContain('职责');
  });
});
