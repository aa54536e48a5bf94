import { describe, expect, it } from '@jest/globals';
import { SecretBox } from './secret-box';

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
