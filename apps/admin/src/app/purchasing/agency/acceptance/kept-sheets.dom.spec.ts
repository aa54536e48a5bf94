import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Session } from '../../../identity/session';
import { FormScreen } from '../../../shared/testing/form-screen';
import { AcceptanceForm } from './acceptance-form';
import { type AcceptableOrder, KeptSheets } from './kept-sheets';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-00000000000${last}`;
const LINE = { id: id(3), productName: '滩羊肉', skuName: '1 kg', quantity: 5, shipped: 5, accepted: 0, refused: 0 };
const order = (last: number): AcceptableOrder => ({
  id: id(last),
  number: `YG${last}`,
  status: 'shipped',
  supplierName: '惠民合作社',
  buyerName: '采购员',
  goods: '滩羊肉 1 kg',
  waiting: 5,
  autoConfirmAt: null,
  open: null,
  lines: [{ ...LINE, waiting: 5, priceFen: 2_000, weight: null }],
  parcels: [],
  sheets: [],
  may: { sign: true },
});
/** Somebody in a seat; another order for each test, since the store is the browser's. */
const someone = (user = id(1)) => ({
  provide: Session,
  useValue: { user: () => ({ id: user }), seat: () => ({ organisationId: id(2) }), may: () => true },
});
/** Waits for what has to come, however long the store takes. */
async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (let turn = 0; turn < 5_000; turn++) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error(`it never came: ${look.toString()}`);
}

/** The phone as it is after a reload: nothing is left but its store. */
async function reloaded(user?: string): Promise<{ kept: KeptSheets; http: HttpTestingController }> {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting(), someone(user)] });
  const kept = TestBed.inject(KeptSheets);
  await kept.loaded;
  return { kept, http: TestBed.inject(HttpTestingController) };
}
const body = { lines: [], remark: '', recordedAt: '2026-11-28T00:00:00.000Z' };
const sheetId = (last: number) => `${id(1)}:${id(2)}:${id(last)}`;
const signing = (http: HttpTestingController) => http.match(({ url }) => url.endsWith('/acceptances'));
const signed = (http: HttpTestingController) => until(() => signing(http)[0]);
const lost = new ProgressEvent('error');

describe('sheets on a phone without signal', () => {
  let phone: Awaited<ReturnType<typeof reloaded>>;
  beforeEach(async () => {
    phone = await reloaded();
  });
  afterEach(async () => {
    for (const { id: one } of phone.kept.sheets()) await phone.kept.forget(one);
  });

  it('are there again after a reload, for whoever wrote them and nobody else', async () => {
    phone.kept.begin(order(4));
    const written = { lines: [], remark: '一箱受潮' };
    await phone.kept.write(sheetId(4), { written });
    expect((await reloaded(id(9))).kept.sheets()).toEqual([]);
    phone = await reloaded();
    expect(phone.kept.of(id(4))).toMatchObject({ state: 'draft', written });
    await phone.kept.forget(sheetId(4));
    phone = await reloaded();
    expect(phone.kept.sheets()).toEqual([]);
  });

  it('are sent under one key until the API has answered, also after a reload, and then no more', async () => {
    phone.kept.begin(order(5));
    await phone.kept.sign(sheetId(5), body);
    const first = await signed(phone.http);
    const key = first.request.headers.get('Idempotency-Key');
    const sending = phone.kept.send();
    first.error(lost);
    await sending;
    expect(phone.kept.of(id(5))?.state).toBe('waiting');
    // What is signed is not written over.
    await phone.kept.write(sheetId(5), { written: { lines: [], remark: '后来的话' } });
    expect(phone.kept.of(id(5))?.written.remark).toBe('');
    phone = await reloaded();
    const second = await signed(phone.http);
    expect(second.request.headers.get('Idempotency-Key')).toBe(key);
    second.flush({});
    await until(() => phone.kept.of(id(5))?.state === 'sent');
    await phone.kept.send();
    expect(signing(phone.http)).toEqual([]);
    phone = await reloaded();
    expect(phone.kept.sheets()).toEqual([]);
  });

  it('are sent as soon as the signal is back, each photo once', async () => {
    phone.kept.begin(order(6));
    const photo = { id: 'p', name: 'a.jpg', type: 'image/jpeg', bytes: new ArrayBuffer(3), evidenceId: null };
    await phone.kept.write(sheetId(6), { photos: { [LINE.id]: [photo] } });
    const line = { orderLineId: LINE.id } as (typeof body)['lines'][number];
    await phone.kept.sign(sheetId(6), { ...body, lines: [line] });
    const uploads = () => phone.http.match(({ url }) => url.endsWith('/evidence'));
    (await until(() => uploads()[0])).flush({ id: id(7) });
    const first = await signed(phone.http);
    const sending = phone.kept.send();
    first.error(lost);
    await sending;
    dispatchEvent(new Event('online'));
    const second = await signed(phone.http);
    expect(uploads()).toEqual([]);
    expect(second.request.body).toMatchObject({ lines: [{ orderLineId: LINE.id, photos: [id(7)] }] });
    second.flush({});
    await until(() => phone.kept.of(id(6))?.state === 'sent');
  });

  it('say what the API refuses, and are signed again under another key', async () => {
    phone.kept.begin(order(8));
    await phone.kept.sign(sheetId(8), body);
    const first = await signed(phone.http);
    const error = { code: 'acceptance_open', message: '有一份在等复核', details: {} };
    first.flush({ error }, { status: 409, statusText: 'Conflict' });
    await until(() => phone.kept.of(id(8))?.state === 'refused');
    expect(phone.kept.of(id(8))?.problem).toBe('有一份在等复核');
    await phone.kept.send();
    await phone.kept.sign(sheetId(8), body);
    const second = await signed(phone.http);
    expect(second.request.headers.get('Idempotency-Key')).not.toBe(first.request.headers.get('Idempotency-Key'));
    second.flush({});
    await until(() => phone.kept.of(id(8))?.state === 'sent');
  });
});

describe('the form of a sheet', () => {
  it('keeps what is typed, asks why something is refused, and signs what was looked at', async () => {
    const line = { orderLineId: LINE.id, accepted: 5, short: 0, refused: 0, refusal: '', note: '', batch: '' } as const;
    const lines = [{ ...line, producedOn: '', shelfLifeDays: null, papers: [] }];
    const sheet = { id: sheetId(4), order: order(4), written: { lines, remark: '' }, photos: {}, problem: '' };
    TestBed.resetTestingModule();
    const screen = await FormScreen.open(AcceptanceForm, { sheet }, [someone()]);
    const kept = TestBed.inject(KeptSheets);
    await kept.loaded;
    kept.begin(order(4));
    await screen.type('accepted', '3');
    await screen.type('short', '1');
    await screen.type('refused', '1');
    expect(kept.of(id(4))?.written.lines).toMatchObject([{ accepted: 3, short: 1, refused: 1 }]);
    await screen.press('acceptance-form');
    await until(() => screen.errors().includes('请选择拒收原因'));
    expect(kept.of(id(4))?.state).toBe('draft');
    await screen.type(screen.at<HTMLSelectElement>('refusal') as never, 'damaged');
    await screen.press(screen.at('paper-conformity'));
    await screen.press('acceptance-form');
    await until(() => kept.of(id(4))?.state === 'waiting');
    expect(kept.of(id(4))?.body?.lines).toMatchObject([
      { orderLineId: LINE.id, accepted: 3, short: 1, refused: 1, refusal: 'damaged', papers: ['conformity'] },
    ]);
    await kept.forget(sheetId(4));
  });
});
