import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Confirm } from './confirm';
import { guardLeaving, leaveGuard } from './leaving';

const typed = signal(false);

@Component({ selector: 'yg-form-page', template: '表单' })
class FormPage {
  constructor() {
    guardLeaving(typed.asReadonly());
  }
}
@Component({ selector: 'yg-other-page', template: '别处' })
class OtherPage {}

describe('leaving a page with unsaved work', () => {
  let router: Router;
  let confirm: Confirm;

  beforeEach(async () => {
    typed.set(false);
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'form', component: FormPage, canDeactivate: [leaveGuard] },
          { path: 'other', component: OtherPage },
        ]),
      ],
    });
    await RouterTestingHarness.create('/form');
    router = TestBed.inject(Router);
    confirm = TestBed.inject(Confirm);
  });

  /** Whether closing the tab now would be asked about. */
  const closing = () => {
    TestBed.tick();
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const asked = () => new Promise((resolve) => setTimeout(resolve));

  it('lets go at once what has nothing to lose', async () => {
    expect(closing()).toBe(false);
    expect(await router.navigateByUrl('/other')).toBe(true);
    expect(confirm.question()).toBeNull();
  });

  it('asks, and stays where the person stays', async () => {
    typed.set(true);
    expect(closing()).toBe(true);
    const going = router.navigateByUrl('/other');
    await asked();
    expect(confirm.question()?.heading).toBe('有内容还没有保存');
    confirm.answer(false);
    expect(await going).toBe(false);
    expect(router.url).toBe('/form');
  });

  it('goes where the person goes nevertheless, and holds nothing afterwards', async () => {
    typed.set(true);
    const going = router.navigateByUrl('/other');
    await asked();
    confirm.answer(true);
    expect(await going).toBe(true);
    expect(closing()).toBe(false);
    expect(await router.navigateByUrl('/form')).toBe(true);
  });
});
