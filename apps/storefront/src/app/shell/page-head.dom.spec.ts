import { Component, RESPONSE_INIT, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { ApiError } from '@yigou/web-data';
import { type PageHead, pageHead } from './page-head';

const head = signal<PageHead | null>(null);
const failure = signal<ApiError | null>(null);

@Component({ selector: 'app-any', template: '' })
class AnyPage {
  constructor() {
    pageHead(head, failure);
  }
}

const content = (selector: string) => document.head.querySelector(selector)?.getAttribute('content') ?? null;

describe('the head of a page', () => {
  it('says what the page shows, and nothing of it once it is left', async () => {
    const page = TestBed.createComponent(AnyPage);
    head.set({
      title: '小米',
      description: `很好\n  的米${'。'.repeat(300)}`,
      path: '/products/1',
      photo: 'a/b',
      things: [{ '@type': 'Product', name: '</script><script>alert(1)</script>' }],
    });
    await page.whenStable();
    expect(document.title).toBe('小米 · 益购');
    expect(content('[name="description"]')).toMatch(/^很好 的米。+…$/);
    expect(content('[name="description"]')).toHaveLength(160);
    expect(content('[property="og:image"]')).toBe(`${location.origin}/api/v1/media/a/b-800.webp`);
    expect(document.head.querySelector('link[rel="canonical"]')?.getAttribute('href')).toBe(
      `${location.origin}/products/1`,
    );
    const data = document.head.querySelector('script[type="application/ld+json"]')?.textContent ?? '';
    expect(data).not.toContain('<');
    expect(JSON.parse(data)).toMatchObject({ name: '</script><script>alert(1)</script>' });
    head.set({ title: '搜索', description: '', path: '/', index: false });
    await page.whenStable();
    expect([content('[name="robots"]'), content('[property="og:image"]')]).toEqual(['noindex', null]);
    expect(document.head.querySelector('script[type="application/ld+json"]')).toBeNull();
    page.destroy();
    expect(document.head.querySelector('link[rel="canonical"]')).toBeNull();
    expect(content('[name="robots"]')).toBeNull();
  });

  it('answers machines as the API answered: missing is missing, and what could not be read is no page', async () => {
    const answer: ResponseInit = {};
    TestBed.configureTestingModule({ providers: [{ provide: RESPONSE_INIT, useValue: answer }] });
    const page = TestBed.createComponent(AnyPage);
    const seen: unknown[] = [];
    for (const status of [404, 400, 429, 500, 0]) {
      failure.set(new ApiError('not_found', '', {}, status, null));
      await page.whenStable();
      seen.push(answer.status);
    }
    expect(seen).toEqual([404, 404, 503, 503, 503]);
    failure.set(null);
  });
});
