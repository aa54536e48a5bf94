import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from '@yigou/contracts';
import { Session } from '../../identity/session';
import { FormScreen } from '../../shared/testing/form-screen';
import { AdmissionNote } from './admission-note';

type Unit = RouteResponse<'getUnit'>;
type Admission = NonNullable<Unit['admission']>;

const parent = { id: '0198c000-0000-7000-8000-000000000001', name: '县教育局' };
const unit = (admission: Partial<Admission> | null): Unit =>
  ({ id: 'school', name: '第一小学', admission: admission && { reason: '', parent, ...admission } }) as unknown as Unit;

describe('the note of a unit that stands nowhere yet', () => {
  let changed: Unit[];
  async function open(admission: Partial<Admission> | null, may = true) {
    const screen = await FormScreen.open(AdmissionNote, { unit: unit(admission) }, [
      { provide: Session, useValue: { may: () => may } },
    ]);
    changed = [];
    screen.fixture.componentInstance.changed.subscribe((one) => changed.push(one));
    return screen;
  }

  it('R21: says for whose consent it waits, and takes the request back', async () => {
    const screen = await open({ status: 'waiting' });
    expect(screen.text()).toContain('已申请列为“县教育局”的下级单位');
    expect(screen.all('admission-ask')).toEqual([]);
    await screen.press('admission-withdraw');
    const withdrawn = unit({ status: 'withdrawn' });
    await screen.answer(screen.asked('/procurement/unit/admission/withdrawal', 'POST'), withdrawn);
    expect(changed).toEqual([withdrawn]);
  });

  it('says why it came back, and asks anew, at the top where no unit is chosen', async () => {
    const screen = await open({ status: 'refused', reason: '不是本单位的下级单位' });
    expect(screen.text()).toContain('登记申请被退回：不是本单位的下级单位');
    await screen.press(screen.at<HTMLElement>('admission-ask').closest('form') ?? '');
    const asked = screen.asked('/procurement/unit/admission', 'POST');
    expect(screen.bodyOf(asked)).toEqual({ parentId: null });
    await screen.answer(asked, unit(null));
    expect(changed).toHaveLength(1);
  });

  it('says what the API refuses', async () => {
    const screen = await open({ status: 'withdrawn' });
    await screen.press(screen.at<HTMLElement>('admission-ask').closest('form') ?? '');
    const asked = screen.asked('/procurement/unit/admission', 'POST');
    await screen.refuse(asked, 'unit_admission_waiting', '本单位已有一份登记申请在等待办理，如需更改请先撤回。');
    expect(screen.text()).toContain('本单位已有一份登记申请在等待办理');
    expect(changed).toEqual([]);
  });

  it('offers nothing to who may not act for the unit', async () => {
    const screen = await open({ status: 'waiting' }, false);
    expect(screen.all('admission-withdraw')).toEqual([]);
  });
});
