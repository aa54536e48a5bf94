import { generateSecret, generateURI, verifySync } from 'otplib';

/** One step before and one after: a phone's clock is off by that much and a person takes that long to type. */
const TOLERANCE_SECONDS = 30;

export function newTotpSecret(): string {
  return generateSecret({ length: 20 });
}

/** What an authenticator app scans. */
export function totpUri(secret: string, login: string): string {
  return generateURI({ issuer: '益购', label: login, secret });
}

/** The 30-second step that a code belongs to, or null when it is wrong, too old, or of a step at or before the last one used. */
export function matchingStep(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: TOLERANCE_SECONDS,
  });
  if (!result.valid || !('timeStep' in result)) return null;
  return lastStep !== null && result.timeStep <= lastStep ? null : result.timeStep;
}
