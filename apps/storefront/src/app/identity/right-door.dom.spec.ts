import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import type { Me } from '@yigou/contracts';
import { Session } from '@yigou/web-data';
import { ConsoleSeats } from './console-seats';
import { RightDoorPage } from './right-door';

type User = NonNullable<Me['user']>;
const seat = (kind: User['memberships'][number]['kind']): User['memberships'][number] => ({
  organisationId: `of ${kind}`,
  organisationName: `单位 ${kind}`,
  kind,
  role: 'manager',
  duties: [],
  regionPrefix: '',
  reviewLevel: null,
  township: null,
});
const user = (...kinds: Parameters<typeof seat>[0][]): User => ({
  id: 'u',
  name: '王芳',
  login: 'wang@example.test',
  memberships: kinds.map(seat),
  loginVerified: true,
  totpEnabled: false,
  totpDue: false,
});

describe('whoever signs in to the shop', () => {
  it('has taken the wrong door where all their work is in the console', () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    const [session, seats] = [TestBed.inject(Session), TestBed.inject(ConsoleSeats)];
    for (const [kinds, any, only] of [
      [[], false, false],
      [['agency'], false, false],
      [['supplier'], true, true],
      [['supplier', 'company'], true, false],
    ] as const) {
      session.set({ user: user(...kinds) });
      expect([seats.any(), seats.only()]).toEqual([any, only]);
    }
    session.set({ user: null });
    expect(seats.any()).toBe(false);
  });

  it('is led to the console, whose address the API tells', async () => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
    });
    TestBed.inject(Session).set({ user: user('supplier') });
    const fixture = TestBed.createComponent(RightDoorPage);
    const settle = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    };
    await settle();
    const sites = { storefront: 'https://shop.test', console: 'https://console.test' };
    TestBed.inject(HttpTestingController).expectOne('/api/v1/sites').flush(sites);
    await settle();
    const page = fixture.nativeElement as HTMLElement;
    expect(page.textContent).toContain('单位 supplier');
    const link = page.querySelector('[data-testid="to-console"]');
    expect(link?.getAttribute('href')).toBe('https://console.test/login');
  });
});
