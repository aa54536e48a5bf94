import type { Response } from '@playwright/test';
import { settled } from '../support/inspect';
import { expect, test } from '../support/test';

/** Compressed bytes, as they go over the wire. */
const LIMIT = 200_000;

test('the home page comes with less than 200 kB of JavaScript', async ({ open }) => {
  const visitor = await open('storefront');
  const scripts: Response[] = [];
  visitor.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response);
  });
  await visitor.goto('/', { waitUntil: 'load' });
  await settled(visitor);
  await visitor.waitForLoadState('networkidle');
  const sizes = await Promise.all(
    scripts.map(async (response) => {
      const { responseBodySize } = await response.request().sizes();
      const encoding = await response.headerValue('content-encoding');
      return { path: new URL(response.url()).pathname, bytes: responseBodySize, encoding };
    }),
  );
  expect(sizes.length, 'the page loads scripts').toBeGreaterThan(0);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  test.info().annotations.push({ type: 'bytes of script', description: `${total} in ${sizes.length} files` });
  expect(
    sizes.filter(({ bytes, encoding }) => bytes > 2_000 && !encoding),
    'files sent without compression',
  ).toEqual([]);
  expect(total, JSON.stringify(sizes, null, 1)).toBeLessThan(LIMIT);
});
