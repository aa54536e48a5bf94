import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { describe, expect, it, jest } from '@jest/globals';
import { signal } from '@angular/core';
import { NoSeat } from './no-seat';
import { Register } from './register';
import { Session } from './session';

const session = {
  register: jest.fn(async () => undefined),
  user: signal({ name: '王芳' }),
  seats: signal<object[]>([]),
};
const turns = async () => {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setTimeout(resolve));
  TestBed.tick();
};
function begin() {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: Session, useValue: session },
    ],
  });
  return jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
}

describe('who joins without an account', () => {
  it('makes one first, and goes on to register the unit', async () => {
    const navigate = begin();
    const fixture = TestBed.createComponent(Register);
    fixture.componentRef.setInput('as', 'unit');
    const host = fixture.nativeElement as HTMLElement;
    document.body.replaceChildren(host);
    await turns();
    expect(host.querySelector('h1')?.textContent).toBe('单位注册');
    const typed = { login: 'wang@example.test', name: '王芳', password: '梯田里的红皮花生米一斤' };
    for (const [name, words] of Object.entries(typed)) {
      const field = host.querySelector<HTMLInputElement>(`[data-testid="register-${name}"]`)!;
      field.value = words;
      field.dispatchEvent(new Event('input'));
    }
    host.querySelector('form')?.requestSubmit();
    await turns();
    expect(session.register).toHaveBeenCalledWith(typed);
    expect(navigate).toHaveBeenCalledWith(['/no-seat'], { queryParams: { as: 'unit' } });
  });
});

describe('who sits nowhere in the console', () => {
  it('is led to the shop, and what the address names is open at once', async () => {
    begin();
    const fixture = TestBed.createComponent(NoSeat);
    const host = fixture.nativeElement as HTMLElement;
    await turns();
    const sites = { storefront: 'https://shop.test', console: 'https://console.test' };
    TestBed.inject(HttpTestingController).expectOne('/api/v1/sites').flush(sites);
    await turns();
    expect(host.querySelector('[data-testid="to-shop"]')?.getAttribute('href')).toBe('https://shop.test');
    fixture.componentRef.setInput('as', 'supplier');
    await turns();
    expect(host.querySelector('yg-register-supplier')).not.toBeNull();
    fixture.componentRef.setInput('as', 'anything');
    await turns();
    expect(host.querySelector('yg-register-supplier')).toBeNull();
  });
});
