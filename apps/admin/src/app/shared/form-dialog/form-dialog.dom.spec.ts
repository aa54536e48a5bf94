import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiClient } from '@yigou/web-data';
import { UnsavedWork } from '@yigou/web-ui';
import { aboutOpenOrders } from '../../orders/about-open-orders';
import { FormDialogHarness, type FormFieldsHarness } from '../testing/form.harness';
import { type FormConfig, type FormValues, sendsTo } from './form';
import { FormDialog } from './form-dialog';

const isNew = (values: FormValues): boolean => values.text('successor') === 'new';

/** Asks for a login where the successor is none of the members. */
const handOver = (api: ApiClient): FormConfig => ({
  heading: '交接',
  testId: 'hand-over',
  intro: (values) => (isNew(values) ? '对方接受后生效。' : '立即生效。'),
  fields: [
    { key: 'successor', label: '接任者', kind: 'choice', options: { '13800138000': '王五', new: '其他人' } },
    { key: 'login', label: '手机号或邮箱', kind: 'text', max: 254, shown: isNew, quick: ['13900139000'] },
  ],
  check: (values) => (values.text('login') === '13800138000' ? { login: '请在上面选择王五' } : {}),
  action: (values) => (isNew(values) ? '发送邀请' : '完成交接'),
  ...sendsTo(
    'handOver',
    (values) => ({ login: values.text(isNew(values) ? 'login' : 'successor') }),
    async (sent) => {
      await api.call('handOver', { params: { id: 'm' }, ...sent });
      return '';
    },
  ),
});

/** Takes a file, which stands at no control. */
const licence = (sent: unknown[]): FormConfig => ({
  heading: '登记证照',
  testId: 'licence',
  fields: [
    { key: 'number', label: '编号', kind: 'text' },
    { key: 'evidence', label: '照片', kind: 'evidence', max: 1 },
  ],
  action: '登记',
  ...sendsTo(
    'addLicence',
    (values) => ({
      kind: 'business_licence',
      number: values.text('number'),
      holder: '兴农合作社',
      validFrom: '2026-01-01',
      validTo: null,
      evidenceId: values.fileIds('evidence')[0] ?? '',
    }),
    async ({ body }) => {
      sent.push(body);
      return '';
    },
    { evidenceId: 'evidence' },
  ),
});

/** Every kind of field that is not asked for above. */
const kinds = (sent: unknown[]): FormConfig => ({
  heading: '各种栏目',
  testId: 'kinds',
  fields: [
    { key: 'causes', label: '什么变了', kind: 'multi', options: { price: '价格', origin: '产地' } },
    { key: 'reason', label: '理由', kind: 'area', quick: ['价格变动', '产地变更'] },
    { key: 'size', label: '数量', kind: 'number', hint: '整数' },
    { key: 'category', label: '产品分类', kind: 'category', optional: true },
    { key: 'sure', label: '我核对过', kind: 'check' },
  ],
  action: '提交',
  contract: null,
  send: async ({ raw }) => {
    sent.push(raw);
    return '';
  },
});

describe('a form as data in a dialog', () => {
  let fixture: ComponentFixture<FormDialog>;
  let http: HttpTestingController;
  let dialog: FormDialogHarness;
  let fields: FormFieldsHarness;
  let closed: boolean[];
  const sent: unknown[] = [];
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };
  const press = async () => {
    await dialog.send();
    await settle();
  };
  const open = async (config: FormConfig) => {
    fixture = TestBed.createComponent(FormDialog);
    fixture.componentRef.setInput('config', config);
    closed = [];
    fixture.componentInstance.closed.subscribe((done) => closed.push(done));
    // Categories are asked for once the fields are there; nothing is stable before they came.
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
    for (const asked of http.match(({ url }) => url.endsWith('/categories')))
      asked.flush({ items: [{ slug: 'tea', name: '茶叶', parentSlug: null }] });
    dialog = await TestbedHarnessEnvironment.documentRootLoader(fixture).getHarness(FormDialogHarness);
    fields = await dialog.fields();
    await settle();
  };

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    sent.length = 0;
  });
  afterEach(() => fixture.destroy());

  it('is the console’s dialog: its heading is its name, a click beside it keeps what was typed, its cross closes it', async () => {
    await open(handOver(TestBed.inject(ApiClient)));
    expect([await dialog.name(), await dialog.nameOfCross(), (await dialog.actions())?.replace(/\s+/g, '')]).toEqual([
      '交接',
      '关闭',
      '取消完成交接',
    ]);
    await dialog.clickBeside();
    expect(closed).toEqual([]);
    await dialog.cancel();
    await dialog.close();
    expect(closed).toEqual([false, false]);
  });

  it('shows beside its words what else is to be seen before it is decided, once it is about that', async () => {
    const { intro: _intro, ...form } = handOver(TestBed.inject(ApiClient));
    await open({ ...form, about: (values) => (isNew(values) ? aboutOpenOrders('s') : null) });
    const shown = () => document.querySelector('[data-testid="open-orders"]')?.textContent;
    expect(shown()).toBeUndefined();
    // Nothing is stable before what it shows is there.
    document.querySelector<HTMLInputElement>('[data-testid="choice-new"]')?.click();
    let asked = http.match(() => false);
    for (let turn = 0; turn < 50 && asked.length === 0; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
      asked = http.match(({ url }) => url.includes('/admin/suppliers/s/open-orders'));
    }
    const order = { id: 'o', number: 'YG1', status: 'to_ship', totalFen: 1_990, fate: 'dated' };
    asked[0]?.flush({ items: [order], nextCursor: null, total: 1, shipWithinDays: 7 });
    await settle();
    expect(shown()?.replaceAll(/\s+/g, '')).toContain('YG1待发货¥19.90须限期发货，逾期自动退款');
    await fields.type('login', 'w');
    http.expectNone(({ url }) => url.endsWith('/open-orders'));
  });

  it('asks for what is empty, shows a field when its turn comes, and checks it by the contract', async () => {
    await open(handOver(TestBed.inject(ApiClient)));
    await press();
    expect([await fields.asked(), await fields.errors()]).toEqual([['接任者'], ['请选择接任者']]);
    await fields.choose('new');
    expect([await dialog.intro(), await fields.asked()]).toEqual(['对方接受后生效。', ['接任者', '手机号或邮箱']]);
    await fields.type('login', 'wang');
    await press();
    expect([await fields.errors(), await fields.hasFocus('login')]).toEqual([['请填写手机号或邮箱'], true]);
    await fields.type('login', '13800138000');
    expect(await fields.errors()).toEqual(['请在上面选择王五']);
    http.expectNone(() => true);
  });

  it('sends once, and holds what would be lost meanwhile', async () => {
    await open(handOver(TestBed.inject(ApiClient)));
    await fields.choose('new');
    await fields.say('13900139000');
    expect(TestBed.inject(UnsavedWork).any()).toBe(true);
    await press();
    await press();
    expect(http.expectOne(() => true).request.body).toEqual({ login: '13900139000' });
  });

  it('says a refusal at its field or on top, keeps what was typed, and closes when it went through', async () => {
    await open(handOver(TestBed.inject(ApiClient)));
    await fields.choose('13800138000');
    await press();
    const refusal = { code: 'forbidden', message: '您不能这样做', details: {} };
    http.expectOne(() => true).flush({ error: refusal }, { status: 403, statusText: 'Forbidden' });
    await settle();
    expect([await fields.summary(), await fields.isChosen('13800138000')]).toEqual(['您不能这样做', true]);
    await press();
    http.expectOne(() => true).flush({ members: [], invitations: [] });
    await settle();
    expect(closed).toEqual([true]);
  });

  it('says above, in its own words alone, what is wrong where no control can take the focus', async () => {
    await open(licence(sent));
    await fields.type('number', 'SC123');
    await press();
    expect([await fields.errors(), await fields.summary(), sent]).toEqual([['请上传照片'], '请上传照片', []]);
  });

  it('takes lists, words, whole numbers, categories and ticks', async () => {
    await open(kinds(sent));
    expect(await fields.asked()).toEqual(['什么变了', '理由', '数量', '产品分类 选填', '我核对过']);
    await fields.tick('价格');
    await fields.tick('产地');
    await fields.tick('价格');
    await fields.say('价格变动');
    await fields.say('产地变更');
    await fields.tick('我核对过');
    await fields.type('size', '1.5');
    await press();
    expect([await fields.errors(), sent]).toEqual([['数量应为整数'], []]);
    await fields.type('size', '12');
    await press();
    expect(sent).toEqual([
      { causes: ['origin'], reason: '价格变动；产地变更', size: '12', category: null, sure: true },
    ]);
  });
});
