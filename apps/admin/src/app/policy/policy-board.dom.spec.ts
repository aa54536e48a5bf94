import { describe, expect, it } from '@jest/globals';
import { Session } from '../identity/session';
import { FormScreen } from '../shared/testing/form-screen';
import { Policies as OfAdministration } from './administration/policies';
import { Policies as OfFinance } from './finance/policies';

const seat = (kind: 'finance' | 'administration') => ({
  provide: Session,
  useValue: {
    may: () => true,
    seat: () => ({ kind, role: 'manager', regionPrefix: '420000', reviewLevel: 'county', township: null }),
  },
});
const MINIMUM = {
  id: '0b7f3f8e-0000-4000-8000-000000000001',
  name: 'share.minimum_bp',
  region: null,
  category: null,
  effectiveFrom: null,
  effectiveTo: null,
  value: 1_000,
  source: '财库〔2021〕19号',
  setBy: null,
  setAt: '2026-01-01T00:00:00Z',
  inForce: true,
};
const names = (screen: FormScreen<unknown>) => screen.all('policy').map((card) => card.dataset['name']);

describe('the policies of a kind of organisation', () => {
  it('are for a finance department those of shares, purchasing and the fraud watch, set without a category of goods', async () => {
    const screen = await FormScreen.open(OfFinance, {}, [seat('finance')]);
    await screen.answer(screen.asked('/finance/policies'), { items: [MINIMUM], proposals: [] });
    expect(names(screen)).toContain('share.minimum_bp');
    expect(
      names(screen).filter(
        (name) =>
          !/^(share|purchasing|oversight)\.|^order\.(sign_|unit_payment_|unit_extension_|on_acceptance|arrears_)/.test(
            name ?? '',
          ),
      ),
    ).toEqual([]);
    expect(screen.all('policy')[0]?.textContent).toContain('10%');
    await screen.press(screen.all('policy-edit')[0]!);
    expect([document.body.textContent.includes('适用地区'), document.body.textContent.includes('适用分类')]).toEqual([
      true,
      false,
    ]);
  });

  it('are for an office all others', async () => {
    const screen = await FormScreen.open(OfAdministration, {}, [seat('administration')]);
    await screen.answer(screen.asked('/admin/policies'), { items: [], proposals: [] });
    expect(names(screen)).toContain('certification.levels');
    expect(
      names(screen).filter((name) =>
        /^(share|purchasing|oversight)\.|^order\.(sign_|unit_payment_|unit_extension_|on_acceptance|arrears_)/.test(
          name ?? '',
        ),
      ),
    ).toEqual([]);
  });
});
