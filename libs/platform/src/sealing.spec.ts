import { describe, expect, it } from '@jest/globals';
import { PersonalData, SecretBox } from './sealing';

const box = new SecretBox('x'.repeat(32), 'test');

describe('a sealed secret', () => {
  it('opens for its owner and never looks the same twice', () => {
    const sealed = box.seal('JBSWY3DPEHPK3PXP', 'user-1');
    expect(box.open(sealed, 'user-1')).toBe('JBSWY3DPEHPK3PXP');
    expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
    expect(box.seal('JBSWY3DPEHPK3PXP', 'user-1')).not.toBe(sealed);
  });

  it('does not open for another owner, another purpose, another application secret, or changed', () => {
    const sealed = box.seal('JBSWY3DPEHPK3PXP', 'user-1');
    const changed = sealed.slice(0, 10) + (sealed[10] === 'A' ? 'B' : 'A') + sealed.slice(11);
    expect(() => box.open(sealed, 'user-2')).toThrow();
    expect(() => new SecretBox('x'.repeat(32), 'other').open(sealed, 'user-1')).toThrow();
    expect(() => new SecretBox('y'.repeat(32), 'test').open(sealed, 'user-1')).toThrow();
    expect(() => box.open(changed, 'user-1')).toThrow();
    expect(() => box.open('JBSWY3DPEHPK3PXP', 'user-1')).toThrow();
  });
});

describe('personal data', () => {
  const key = (letter: string) => Buffer.from(letter.repeat(32)).toString('base64');
  const APP_SECRET = 'x'.repeat(32);
  const config = { APP_SECRET, NODE_ENV: 'test', YIGOU_DEMO: false, PII_INDEX_KEY: key('i') } as const;
  const old = new PersonalData({ ...config, PII_KEYS: `k1:${key('a')}` });
  const rotated = new PersonalData({ ...config, PII_KEYS: `k2:${key('b')},k1:${key('a')}` });

  it('is sealed by the first key and opened by every key of the ring', () => {
    const sealed = old.seal('622922199001010014', 'household-1');
    expect(sealed).toMatch(/^k1\./);
    expect(rotated.open(sealed, 'household-1')).toBe('622922199001010014');
    expect(rotated.seal('张三', 'household-1')).toMatch(/^k2\./);
    expect(() => old.open(rotated.seal('张三', 'household-1'), 'household-1')).toThrow('PII_KEYS');
    expect(() => rotated.open(sealed, 'household-2')).toThrow();
  });

  it('is found by a blind index that stays when the sealing key changes', () => {
    expect(old.blind('622922199001010014')).toEqual(rotated.blind('622922199001010014'));
    expect(old.blind('622922199001010014')).not.toEqual(old.blind('622922199001010022'));
    const otherIndex = new PersonalData({ ...config, PII_INDEX_KEY: key('j') });
    expect(otherIndex.blind('622922199001010014')).not.toEqual(old.blind('622922199001010014'));
  });

  it('asks for keys of its own in production', () => {
    const production = { APP_SECRET, NODE_ENV: 'production', YIGOU_DEMO: false } as const;
    expect(() => new PersonalData({ ...production, PII_KEYS: undefined, PII_INDEX_KEY: undefined })).toThrow(
      'PII_KEYS',
    );
  });
});
