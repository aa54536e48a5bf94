import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, inject, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { FormField, required } from '@angular/forms/signals';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiClient } from '@yigou/web-data';
import { contractForm } from './contract-form';
import { FieldComponent, FieldInputDirective } from './field';
import { errorOf } from './field-error';
import { UnsavedWork } from './leaving';

const LINE = '6f0cf1b2-6b5e-4f0e-9a55-0b6f6f1f2a11';

/** Asks for whole pieces as they are typed, under names of its own. */
@Component({
  selector: 'yg-rest-page',
  imports: [FieldComponent, FieldInputDirective, FormField],
  template: `
    <form novalidate (submit)="$event.preventDefault(); send()">
      @if (rest.problem()) {
        <p data-testid="problem">{{ rest.problem() }}</p>
      }
      @for (piece of rest.fields.pieces; track $index) {
        <yg-field label="件数"><input ygInput type="text" data-testid="count" [formField]="piece.count" /></yg-field>
      }
      <yg-field label="原因" hint="买家会看到"
        ><input ygInput type="text" data-testid="reason" [formField]="rest.fields.reason"
      /></yg-field>
    </form>
  `,
})
class RestPage {
  private readonly api = inject(ApiClient);
  private readonly model = signal({ pieces: [{ count: '1' }, { count: '2' }], reason: '' });
  readonly rest = contractForm('endOrderRest', this.model, {
    body: ({ pieces, reason }) => ({
      lines: pieces.map(({ count }) => ({ orderLineId: LINE, quantity: /^\d+$/.test(count) ? Number(count) : null })),
      reason,
    }),
    names: { 'lines.*.quantity': 'pieces.*.count', lines: 'pieces' },
  });
  results: boolean[] = [];

  async send(): Promise<void> {
    const sent = await this.rest.send((body) => this.api.call('endOrderRest', { params: { id: 'o' }, ...body }), 'o');
    this.results.push(sent);
  }
}

@Component({ selector: 'yg-login-page', template: '' })
class LoginPage {
  readonly own = contractForm('login', signal({ login: '', password: 'x' }), {
    guard: false,
    rules: (path) => required(path.login, { message: '您的手机号是什么' }),
  });
}

describe('a form bound to its route', () => {
  let fixture: ComponentFixture<RestPage>;
  let http: HttpTestingController;
  const all = (id: string) => [
    ...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLInputElement>(`[data-testid="${id}"]`),
  ];
  const errors = () =>
    [...(fixture.nativeElement as HTMLElement).querySelectorAll('.error')].map((p) => p.textContent.trim());
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };
  const type = async (field: HTMLInputElement | undefined, text: string) => {
    field!.value = text;
    field!.dispatchEvent(new Event('input', { bubbles: true }));
    await fixture.whenStable();
  };
  const press = async () => {
    (fixture.nativeElement as HTMLElement).querySelector('form')!.requestSubmit();
    await settle();
  };
  const refuse = async (fields: Record<string, string>) => {
    const error = { code: 'validation_failed', message: '请检查标出的内容', details: { fields } };
    http.expectOne(() => true).flush({ error }, { status: 422, statusText: 'Unprocessable' });
    await settle();
  };

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(RestPage);
    document.body.replaceChildren(fixture.nativeElement as HTMLElement);
    await settle();
  });

  it('says nothing before somebody was there, and asks by the label for what the contract misses', async () => {
    expect(errors()).toEqual([]);
    await press();
    expect(errors()).toEqual(['请填写原因']);
    http.expectNone(() => true);
  });

  it('finds by the contract what is wrong deep inside, under the names of the form, and goes there', async () => {
    await type(all('reason')[0], '缺货');
    await type(all('count')[1], 'zwei');
    await press();
    expect(errors()).toEqual(['内容格式不正确']);
    expect(document.activeElement).toBe(all('count')[1]);
    expect(all('count')[1]?.getAttribute('aria-describedby')).toBe(
      (fixture.nativeElement as HTMLElement).querySelector('.error')?.id,
    );
    expect(all('count')[1]?.getAttribute('aria-invalid')).toBe('true');
  });

  it('sends the body, ignores a second press meanwhile, and has nothing unsaved afterwards', async () => {
    await type(all('reason')[0], '缺货');
    expect(TestBed.inject(UnsavedWork).any()).toBe(true);
    await press();
    expect(fixture.componentInstance.rest.busy()).toBe(true);
    await press();
    const { request } = http.expectOne('/api/v1/orders/o/rest-end');
    expect(request.body).toEqual({
      lines: [
        { orderLineId: LINE, quantity: 1 },
        { orderLineId: LINE, quantity: 2 },
      ],
      reason: '缺货',
    });
    expect(fixture.componentInstance.results).toEqual([false]);
  });

  it('shows a refusal at the field it is about, however deep, until that is changed', async () => {
    await type(all('reason')[0], '缺货');
    await press();
    await refuse({ 'lines.1.quantity': '最多 1 件' });
    expect(errors()).toEqual(['最多 1 件']);
    expect(document.activeElement).toBe(all('count')[1]);
    expect(all('problem')).toEqual([]);
    await type(all('count')[1], '1');
    expect(errors()).toEqual([]);
    await press();
    http.expectOne(() => true).flush({});
    await settle();
    expect(fixture.componentInstance.results).toEqual([false, true]);
    expect(TestBed.inject(UnsavedWork).any()).toBe(false);
  });

  it('says above what no field is to blame for, and lets the same be sent again', async () => {
    await type(all('reason')[0], '缺货');
    await press();
    await refuse({ version: '已被别人修改' });
    expect(all('problem')[0]?.textContent).toContain('请检查标出的内容 已被别人修改');
    await press();
    await refuse({ reason: '不能写缺货' });
    expect(all('problem')).toEqual([]);
    expect(errors()).toEqual(['不能写缺货']);
    await press();
    http.expectOne(() => true);
  });

  it('keeps the key after a lost answer, and takes a new one after a refusal or another content', async () => {
    const key = () => {
      const sent = http.expectOne(() => true);
      return { sent, key: sent.request.headers.get('Idempotency-Key') };
    };
    await type(all('reason')[0], '缺货');
    await press();
    const first = key();
    first.sent.error(new ProgressEvent('error'));
    await settle();
    expect(all('problem')[0]?.textContent).toContain('网络');
    await press();
    const second = key();
    expect(second.key).toBe(first.key);
    second.sent.flush(
      { error: { code: 'internal_error', message: '出错了', details: {} } },
      { status: 500, statusText: '' },
    );
    await settle();
    await press();
    expect(key().key).not.toBe(first.key);
  });

  it('lets its own words go first, and holds nothing where leaving loses nothing', async () => {
    const login = TestBed.createComponent(LoginPage).componentInstance.own;
    await login.send(() => Promise.resolve());
    expect(errorOf(login.fields.login(), '请填写')).toBe('您的手机号是什么');
    login.fields.login().markAsDirty();
    expect(TestBed.inject(UnsavedWork).any()).toBe(false);
  });
});
