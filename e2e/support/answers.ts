import { expect, type Page } from '@playwright/test';

export interface Question {
  /** How its path ends. */
  readonly path?: string;
  /** What stands in its query, among others. */
  readonly query: Readonly<Record<string, string>>;
}

/**
 * Does what makes a page ask anew, and waits until the API has answered that question. What the page showed before stays in view until it shows the answer,
 * and the address changes at once: neither tells which of the two one sees.
 */
export async function answered(
  page: Page,
  { path = '', query }: Question,
  doing: () => Promise<unknown>,
): Promise<void> {
  const asked = Object.entries(query);
  const answer = page.waitForResponse((response) => {
    const { pathname, searchParams } = new URL(response.url());
    return (
      pathname.startsWith('/api/') &&
      pathname.endsWith(path) &&
      asked.every(([key, value]) => searchParams.get(key) === value)
    );
  });
  // Whoever acts in vain fails with that, and not with the answer that never came.
  answer.catch(() => undefined);
  await doing();
  expect((await answer).status(), `the answer to ${JSON.stringify(query)}`).toBe(200);
}
