import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import { BulletinPage } from './bulletin';

const FIGURES = { units: 3, accounts: 2, filed: 2, notStarted: 1, started: 1, reservedFen: 60_226, countedFen: 14_110 };
const BULLETIN = {
  id: '0b7f3f8e-0000-4000-8000-000000000001',
  latestId: '0b7f3f8e-0000-4000-8000-000000000002',
  title: '2026 年上半年预留份额执行情况通报',
  year: 2026,
  period: 'half',
  part: 1,
  version: 1,
  reason: '',
  latest: false,
  region: '宁夏回族自治区固原市',
  organisation: '固原市财政局',
  publishedAt: '2026-07-05T00:00:00Z',
  totals: { ...FIGURES, fulfilmentBp: 2_343 },
  counties: [
    { region: { code: '640422', name: '西吉县', path: '宁夏回族自治区固原市西吉县' }, ...FIGURES, fulfilmentBp: 2_343 },
    { region: null, ...FIGURES, fulfilmentBp: null },
  ],
};

async function open(body: object, status = 200): Promise<HTMLElement> {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  const fixture = TestBed.createComponent(BulletinPage);
  fixture.componentRef.setInput('id', BULLETIN.id);
  const settle = async () => {
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
  };
  await settle();
  const request = TestBed.inject(HttpTestingController).expectOne(({ url }) =>
    url.endsWith(`/bulletins/${BULLETIN.id}`),
  );
  request.flush(body, { status, statusText: String(status) });
  await settle();
  return fixture.nativeElement as HTMLElement;
}

describe('a bulletin for everybody', () => {
  it('says its figures, the counties as a table and as a picture, and leads to the version that holds', async () => {
    const page = await open(BULLETIN);
    expect(page.querySelector('[data-testid="bulletin-rate"]')?.textContent).toBe('23.43%');
    expect(page.querySelector('figcaption')?.textContent).toContain('西吉县完成率最高，23.43%');
    expect(page.querySelectorAll('.bar')).toHaveLength(1);
    const rows = [...page.querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows).toEqual([expect.stringContaining('西吉县'), expect.stringContaining('未登记')]);
    expect(page.querySelector(`a[href="/bulletins/${BULLETIN.latestId}"]`)).not.toBeNull();
    expect(document.title).toContain(BULLETIN.title);
  });

  it('says so where there is none, and leads to all', async () => {
    const page = await open({ error: { code: 'not_found', message: '没有找到', requestId: 'r' } }, 404);
    expect(page.textContent).toContain('没有这份通报');
    expect(page.querySelector('a[href="/bulletins"]')).not.toBeNull();
  });
});
