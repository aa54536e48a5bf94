import { describe, expect, it } from '@jest/globals';
import { checkForm, FormValues } from '../../shared/form-dialog/form';
import { type OwnCertificate, startBody, startConfig } from './start';

const one = {
  id: 'c1',
  productName: '苹果',
  number: 'FP1',
  validTo: '2027-01-01',
  status: 'valid',
  worth: 'valid',
  canRenew: true,
  openApplicationId: null,
};
const certificates = [one, { ...one, id: 'c2', canRenew: false, openApplicationId: 'a' }] as OwnCertificate[];
const nothing = async () => undefined;

describe('start of an application', () => {
  it('offers only what can be renewed or changed', () => {
    const config = startConfig(certificates, nothing);
    const options = (key: string) => Object.keys(config.fields.find((field) => field.key === key)?.options ?? {});
    expect(options('renew')).toEqual(['c1']);
    expect(options('change')).toEqual(['c1']);
    expect(Object.keys(startConfig([], nothing).fields[0]?.options ?? {})).toEqual(['initial']);
  });

  it('asks what changed, and sends the certificate of the chosen kind', () => {
    const config = startConfig(certificates, nothing, { kind: 'change', certificateId: 'c1' });
    const values = FormValues.initial(config.fields);
    expect(Object.keys(checkForm(config, values))).toEqual(['causes']);
    expect(startBody(values.with('causes', ['price']))).toEqual({
      kind: 'change',
      certificateId: 'c1',
      causes: ['price'],
    });
    expect(startBody(values.with('change', null)).certificateId).toBeNull();
    expect(startBody(values.with('kind', 'initial'))).toEqual({ kind: 'initial', certificateId: null, causes: [] });
  });
});
