import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiClient } from '@yigou/web-data';
import { UnsavedWork } from '@yigou/web-ui';
import { type FormConfig, type FormValues, sendsTo } from './form';
import { FormDialog } from './form-dialog';

const isNew = (values: FormValues): boolean => values.text('successor') === 'new';

/** Asks for a login where the successor is none of the members. */
const config = (api: ApiClient): FormConfig => ({
  heading: '交接',
  testId: 'hand-over',
  intro: (values) => (isNew(values) ? '对方接受后生效。' : '立即生效。'),
  fields: [
    { key: 'successor', label: '接任者', kind: 'choice', options: { '13800138000': '王五', new: '其他人' } },
    { key: 'login', label: '手机号或邮箱', kind: 'text', max: 254, shown: isNew, quick: ['13900139000'] },
  ],
  check: (values) => (values.text('login') === '13800138000' ? { login: '请在上面选择王五' } : {}),
  action: '交接',
  ...sendsTo(
    'handOver',
    (values) => ({ login: values.text(isNew(values) ? 'login' : 'successor') }),
    async (sent) => {
      await api.call('handOver', { params: { id: 'm' }, ...sent });
      return '';
    },
  ),
});

describe('a form as data in a dialog', () => {
  let fixture: ComponentFixture<FormDialog>;
  let http: HttpTestingController;
  let closed: boolean[];
  const at = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
  const errors = () => [...document.querySelectorAll('.error, .wrong')].map((p) => p.textContent.trim());
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };
  const press = async () => {
    at<HTMLFormElement>('hand-over-form')!.requestSubmit();
    await settle();
  };
  const type = async (text: string) => {
    const field = at<HTMLInputElement>('field-login')!;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await fixture.whenStable();
  };

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(FormDialog);
    fixture.componentRef.setInput('config', config(TestBed.inject(ApiClient)));
    closed = [];
    fixture.componentInstance.closed.subscribe((done) => closed.push(done));
    await settle();
  });
  afterEach(() => fixture.destroy());

  it('asks for what is empty, shows a field when its turn comes, and checks it by the contract', async () => {
    await press();
    expect(errors()).toEqual(['请选择接任者']);
    expect(at('field-login')).toBeNull();
    at('choice-new')!.click();
    await settle();
    expect(document.body.textContent).toContain('对方接受后生效');
    await type('wang');
    await press();
    expect(errors()).toEqual(['请填写手机号或邮箱']);
    expect(document.activeElement).toBe(at('field-login'));
    await type('13800138000');
    expect(errors()).toEqual(['请在上面选择王五']);
    http.expectNone(() => true);
  });

  it('sends once, holds what would be lost meanwhile, and closes', async () => {
    at('choice-new')!.click();
    await settle();
    [...document.querySelectorAll<HTMLButtonElement>('.quick button')][0]!.click();
    await settle();
    expect(TestBed.inject(UnsavedWork).any()).toBe(true);
    await press();
    await press();
    expect(http.expectOne(() => true).request.body).toEqual({ login: '13900139000' });
  });

  it('says a refusal at its field or on top, and keeps what was typed', async () => {
    at('choice-13800138000')!.click();
    await press();
    const refusal = { code: 'forbidden', message: '您不能这样做', details: {} };
    http.expectOne(() => true).flush({ error: refusal }, { status: 403, statusText: 'Forbidden' });
    await settle();
    expect(at('form-failure')?.textContent).toContain('您不能这样做');
    expect(at<HTMLInputElement>('choice-13800138000')?.checked).toBe(true);
    await press();
    http.expectOne(() => true).flush({ members: [], invitations: [] });
    await settle();
    expect(closed).toEqual([true]);
  });
});
