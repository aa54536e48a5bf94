import { describe, expect, it } from '@jest/globals';
import { wantedPackages } from './chromium.ts';

describe('the browser of the browser tests', () => {
  it('is the one without a window, wherever it can be had', () => {
    expect(wantedPackages(undefined, false, true)).toEqual(['chromium-headless-shell']);
    expect(wantedPackages('/usr/bin/chromium', false, true)).toEqual(['chromium-headless-shell']);
    expect(wantedPackages('/usr/bin/chromium-headless-shell', false, true)).toEqual([]);
  });

  it('is left alone when somebody has chosen it', () => {
    expect(wantedPackages('/opt/chrome', true, true)).toEqual([]);
  });

  it('has a Chinese font', () => {
    expect(wantedPackages('/usr/bin/chromium-headless-shell', false, false)).toEqual(['fonts-noto-cjk']);
    expect(wantedPackages(undefined, false, false)).toEqual(['chromium-headless-shell', 'fonts-noto-cjk']);
  });
});
