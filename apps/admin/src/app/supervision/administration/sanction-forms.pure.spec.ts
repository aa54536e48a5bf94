import { describe, expect, it, jest } from '@jest/globals';
import type { ApiClient } from '@yigou/web-data';
import { checkForm, FormValues } from '../../shared/form-dialog/form';
import { sanctionForm, type SanctionTarget } from './sanction-forms';

const target: SanctionTarget = {
  certificateId: 'c',
  certificateNumber: 'FP62112320260000013',
  supplierId: 's',
  supplierName: '渭源县兴农合作社',
};
const call = jest.fn<(route: string, options: { body: Record<string, unknown> }) => Promise<void>>();
const api = { call } as unknown as ApiClient;
const options = (form: ReturnType<typeof sanctionForm>): string[] =>
  Object.keys(form.fields.find((field) => field.key === 'kind')?.options ?? {});

describe('decisions against suppliers and certificates', () => {
  it('offers what fits the target', () => {
    expect(options(sanctionForm(api, target, null))).toContain('suspension');
    expect(options(sanctionForm(api, { ...target, certificateId: null }, null))).toEqual([
      'freeze',
      'removal',
      'blacklist',
    ]);
  });

  it('says beforehand what will happen', () => {
    const form = sanctionForm(api, target, 'suspension');
    const intro = form.intro as (values: FormValues) => string;
    expect(intro(FormValues.initial(form.fields))).toContain('将暂停证书 FP62112320260000013');
  });

  it('shows what the supplier has open before it is sent away, and not before anything else', () => {
    const form = sanctionForm(api, target, null);
    const about = (kind: string) => form.about?.(FormValues.initial(form.fields).with('kind', kind))?.inputs;
    for (const kind of ['removal', 'blacklist']) expect(about(kind)).toEqual({ supplierId: 's' });
    for (const kind of ['', 'suspension', 'withdrawal', 'freeze']) expect(about(kind)).toBeUndefined();
  });

  it('asks for the end of a black list, which lies ahead', () => {
    const form = sanctionForm(api, target, 'blacklist');
    const values = FormValues.initial(form.fields).with('reason', '弄虚作假');
    expect(checkForm(form, values)).toEqual({ endsOn: '请填写黑名单的期满日' });
    expect(checkForm(form, values.with('endsOn', '2020-01-01'))).toEqual({ endsOn: '期满日应在今天之后' });
    expect(checkForm(form, values.with('endsOn', '2999-01-01'))).toEqual({});
  });

  it('names the certificate or the supplier, never both, and a term only where there is one', async () => {
    call.mockResolvedValue();
    const form = sanctionForm(api, target, null);
    const values = FormValues.initial(form.fields).with('reason', '抽查不合格').with('endsOn', '2999-01-01');
    await form.send(values.with('kind', 'withdrawal'), 'k1');
    await form.send(values.with('kind', 'freeze'), 'k2');
    const bodies = call.mock.calls.map(([, { body }]) => body);
    expect(bodies[0]).toMatchObject({ certificateId: 'c', supplierId: null, endsOn: null });
    expect(bodies[1]).toMatchObject({ certificateId: null, supplierId: 's', endsOn: '2999-01-01' });
  });
});
