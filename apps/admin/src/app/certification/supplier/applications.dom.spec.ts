import { describe, expect, it } from '@jest/globals';
import { Session } from '../../identity/session';
import { FormScreen } from '../../shared/testing/form-screen';
import { Applications } from './applications';

const NOTHING = { items: [], nextCursor: null, total: 0 };

describe('the list of own applications', () => {
  // ng-zorro's button swallows a press while it says that it loads: it may say so only once it was pressed.
  it('hears that one is to be started before the certificates are there, and asks as soon as they are', async () => {
    const screen = await FormScreen.open(Applications, {}, [{ provide: Session, useValue: { may: () => true } }]);
    await screen.answer(screen.asked('/supplier/applications'), NOTHING);
    const certificates = screen.asked('/supplier/certificates');
    await screen.press('application-start');
    expect(screen.all('start-application-form')).toEqual([]);
    await screen.answer(certificates, NOTHING);
    expect(screen.all('start-application-form')).toHaveLength(1);
  });
});
