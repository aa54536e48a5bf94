import { describe, expect, it } from '@jest/globals';
import { generateSync } from 'otplib';
import { matchingStep, newTotpSecret, totpUri } from './totp';

const secret = newTotpSecret();
const now = new Date('2026-05-01T08:00:10Z');
const step = Math.floor(now.getTime() / 30_000);
const codeOf = (wanted: number) => generateSync({ secret, epoch: wanted * 30 });

describe('which step a code belongs to', () => {
  it('is the present one, one before or one after', () => {
    for (const near of [step - 1, step, step + 1]) expect(matchingStep(secret, codeOf(near), now, null)).toBe(near);
  });

  it('is none for a code two steps away or of another secret', () => {
    expect(matchingStep(secret, codeOf(step - 2), now, null)).toBeNull();
    expect(matchingStep(secret, codeOf(step + 2), now, null)).toBeNull();
    expect(matchingStep(newTotpSecret(), codeOf(step), now, null)).toBeNull();
  });

  it('is none for a step that was used already or lies before one', () => {
    expect(matchingStep(secret, codeOf(step), now, step)).toBeNull();
    expect(matchingStep(secret, codeOf(step - 1), now, step)).toBeNull();
    expect(matchingStep(secret, codeOf(step + 1), now, step)).toBe(step + 1);
  });

  it('survives a clock that was set back behind the last step used', () => {
    expect(matchingStep(secret, codeOf(step), now, step + 100)).toBeNull();
  });
});

it('is scanned as an otpauth address with issuer and login', () => {
  const uri = new URL(totpUri(secret, 'li@example.com'));
  expect(uri.protocol).toBe('otpauth:');
  expect(uri.searchParams.get('secret')).toBe(secret);
  expect(uri.searchParams.get('issuer')).toBe('益购');
  expect(decodeURIComponent(uri.pathname)).toContain('li@example.com');
});
