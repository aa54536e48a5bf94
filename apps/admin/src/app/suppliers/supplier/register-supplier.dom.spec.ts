import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Session } from '../../identity/session';
import { RegisterSupplier } from './register-supplier';

const region = (code: string, name: string, poverty = true) => ({ code, name, poverty });

describe('registering a supplier', () => {
  let fixture: ComponentFixture<RegisterSupplier>;
  let http: HttpTestingController;
  const session = { reload: jest.fn(async () => undefined), work: jest.fn() };
  const host = () => fixture.nativeElement as HTMLElement;
  const at = <T extends HTMLElement>(id: string) => host().querySelector<T>(`[data-testid="${id}"]`)!;
  const wrong = () => [...host().querySelectorAll('[role="alert"]')].map((one) => one.textContent.trim());
  /** What passes through promises and effects. */
  const turns = async () => {
    for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setTimeout(resolve));
  };
  const settle = async () => {
    await turns();
    await fixture.whenStable();
  };
  const type = async (id: string, words: string) => {
    const field = at<HTMLInputElement>(id);
    field.value = words;
    field.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };
  const choose = async (id: string, code: string, ...below: ReturnType<typeof region>[]) => {
    const field = at<HTMLSelectElement>(id);
    field.value = code;
    field.dispatchEvent(new Event('change'));
    // Not “when stable”: that waits for the answer.
    await turns();
    for (const request of http.match(({ url }) => url.includes(`parent=${code}`))) request.flush({ items: below });
    await settle();
  };
  const submit = async () => {
    at<HTMLFormElement>('register-supplier').requestSubmit();
    await settle();
  };
  const fill = async () => {
    await type('supplier-name', '渭源县会川合作社');
    await type('supplier-credit-code', '9162 0000 ma71 abcd 1x');
    await choose('county-province', '620000', region('621100', '定西市'));
    await choose('county-prefecture', '621100', region('621123', '渭源县'), region('621102', '安定区', false));
    await choose('county-county', '621123');
    await type('supplier-township', '会川镇');
  };

  beforeEach(async () => {
    jest.clearAllMocks();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: Session, useValue: session },
      ],
    });
    jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(RegisterSupplier);
    document.body.replaceChildren(host());
    fixture.detectChanges();
    http.expectOne('/api/v1/regions').flush({ items: [region('620000', '甘肃省'), region('110000', '北京市', false)] });
    await settle();
  });

  it('asks for everything by its name, and sends nothing before', async () => {
    await submit();
    expect(wrong()).toEqual(['请填写单位名称', '请填写统一社会信用代码', '请选择所在的县', '请填写乡镇']);
    http.verify();
  });

  it('names a letter that cannot stand in the code while it is typed', async () => {
    await type('supplier-credit-code', '9162o');
    expect(wrong()[0]).toContain('“O”');
    await type('supplier-credit-code', '91620');
    expect(wrong()).toEqual([]);
    expect(host().textContent).toContain('还差 13 位');
  });

  it('offers the poor counties alone, and none of a place that was chosen before', async () => {
    await fill();
    const options = (id: string) => [...at<HTMLSelectElement>(id).options].map((one) => one.text);
    expect(options('county-province')).toEqual(['省（自治区、直辖市）', '甘肃省']);
    expect(options('county-county')).toEqual(['县（市、区）', '渭源县']);
    await choose('county-prefecture', '');
    expect(options('county-county')).toEqual(['县（市、区）']);
  });

  it('sends the code as it is stored, sits down for the new supplier and goes on to its file', async () => {
    await fill();
    await submit();
    const { request } = http.expectOne('/api/v1/supplier-registrations');
    expect(request.body).toEqual({
      kind: 'cooperative',
      name: '渭源县会川合作社',
      creditCode: '91620000MA71ABCD1X',
      countyCode: '621123',
      township: '会川镇',
    });
  });

  it('shows at the code that it is taken', async () => {
    await fill();
    await submit();
    const message = '该统一社会信用代码已登记';
    const error = { code: 'credit_code_taken', message, details: { fields: { creditCode: message } } };
    http.expectOne('/api/v1/supplier-registrations').flush({ error }, { status: 409, statusText: 'Conflict' });
    await settle();
    expect(wrong()).toEqual([message]);
    expect(at('supplier-credit-code').getAttribute('aria-invalid')).toBe('true');
    expect(session.work).not.toHaveBeenCalled();
  });
});
