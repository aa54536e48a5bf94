import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Session } from '@yigou/web-data';
import { IDBObjectStore } from 'fake-indexeddb';
import { createHash, webcrypto } from 'node:crypto';
import { create as createCode } from 'qrcode';
import { HandOutPage } from './hand-out';
import { type HandOutRow, KeptHandOuts } from './kept-hand-outs';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-00000000000${last}`;
const CODE = 'ABCDEF2345';
const row = (last: number, said: Partial<HandOutRow> = {}): HandOutRow => ({
  pledgeId: id(last),
  number: `BN000000000${last}`,
  name: `村民${last}`,
  shares: 2,
  pointId: null,
  pointName: '东村',
  state: 'waiting',
  handedAt: null,
  codeHash: createHash('sha256')
    .update(`${id(last)}:${CODE}`)
    .digest('hex'),
  note: '',
  ...said,
});
/** The clock alone is another one. */
const FLOWING = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'queueMicrotask',
  'nextTick',
  'performance',
  'requestAnimationFrame',
  'cancelAnimationFrame',
] as const;
const lost = new ProgressEvent('error');

beforeAll(() => {
  // What a browser has, and this DOM has not.
  if (!globalThis.crypto.subtle) Object.defineProperty(globalThis.crypto, 'subtle', { value: webcrypto.subtle });
  const dialog = HTMLDialogElement.prototype;
  dialog.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  dialog.close ??= function (this: HTMLDialogElement) {
    this.open = false;
  };
});

async function until<T>(look: () => T | undefined | null | false): Promise<T> {
  for (let turn = 0; turn < 3_000; turn++) {
    TestBed.tick();
    const found = look();
    if (found !== undefined && found !== null && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error(`it never came: ${look.toString()}`);
}

/** The page on a phone, as it is after a reload; another campaign for each test, since the store is the browser's. */
async function phone(campaign: number, user = id(1)) {
  TestBed.resetTestingModule();
  const signedIn = signal<{ readonly id: string } | null>({ id: user });
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: Session, useValue: { user: signedIn.asReadonly() } },
    ],
  });
  const http = TestBed.inject(HttpTestingController);
  const fixture = TestBed.createComponent(HandOutPage);
  fixture.componentRef.setInput('id', id(campaign));
  const element = fixture.nativeElement as HTMLElement;
  const all = (testId: string) => [...element.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`)];
  const type = (testId: string, text: string) => {
    const control = all(testId)[0] as HTMLInputElement;
    control.value = text;
    control.dispatchEvent(new Event('input'));
    TestBed.tick();
  };
  const roster = () => until(() => http.match(({ url }) => url.includes('/hand-outs?'))[0]);
  const sent = () => until(() => http.match(({ url }) => url.endsWith('/hand-out'))[0]);
  const open = async (place = 0) => {
    (await until(() => all('hand-out-open')[place])).click();
    await until(() => all('hand-out-submit')[0]);
  };
  const submit = async () => {
    element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    TestBed.tick();
  };
  return { element, all, type, roster, sent, open, submit, signedIn, kept: TestBed.inject(KeptHandOuts), http };
}
/** A browser with a camera, that reads these codes one after the other. */
function camera(asked: () => Promise<MediaStream>, codes: string[]): void {
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: asked }, configurable: true });
  jest.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  class Reader {
    detect = (): Promise<{ rawValue: string }[]> =>
      Promise.resolve(codes.splice(0, 1).map((rawValue) => ({ rawValue })));
  }
  Object.defineProperty(globalThis, 'BarcodeDetector', { value: Reader, configurable: true });
}
/** A picture of a code in the middle of white, five pixels to a module; of none: all white. */
function pictureOf(code: string | null): ImageData {
  const modules = code === null ? null : createCode(code, { errorCorrectionLevel: 'M' }).modules;
  const [size, module, margin] = [320, 5, 60];
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let at = 0; at < size * size; at += 1) {
    const [x, y] = [at % size, Math.floor(at / size)].map((place) => Math.floor((place - margin) / module));
    const isIn = modules && Math.min(x ?? -1, y ?? -1) >= 0 && Math.max(x ?? 0, y ?? 0) < modules.size;
    if (isIn && modules.get(y ?? 0, x ?? 0)) data.fill(0, at * 4, at * 4 + 3);
  }
  return { width: size, height: size, data } as ImageData;
}
/** What the camera shows, one picture after the other, the last one on and on. */
function showing(...pictures: ImageData[]): void {
  for (const side of ['videoWidth', 'videoHeight'] as const)
    jest.spyOn(HTMLVideoElement.prototype, side, 'get').mockReturnValue(320);
  const getImageData = () => (pictures.length > 1 ? pictures.shift() : pictures[0]);
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue({ drawImage: () => undefined, getImageData } as never);
}
const page = (...items: HandOutRow[]) => ({ items, nextCursor: null, total: items.length });

describe('hand-out on a phone', () => {
  afterEach(async () => {
    jest.useRealTimers();
    jest.restoreAllMocks();
    for (const [of, name] of [
      [globalThis, 'BarcodeDetector'],
      [navigator, 'mediaDevices'],
    ] as const)
      Reflect.deleteProperty(of, name);
    const kept = TestBed.inject(KeptHandOuts);
    for (const one of kept.handOuts()) await kept.forget(one);
  });

  it('takes a code that fits, says that one does not, and shows how many shares are left', async () => {
    const screen = await phone(2);
    (await screen.roster()).flush(page(row(5), row(6, { state: 'done' })));
    await until(() => screen.all('hand-out-row').length === 2);
    expect(screen.all('hand-out-progress')[0]?.textContent).toMatch(/2\s*\/\s*4份/);
    await screen.open();
    screen.type('hand-code', 'WRONG23456');
    await screen.submit();
    await until(() => screen.element.textContent.includes('取货码不对'));
    screen.type('hand-code', CODE.toLowerCase());
    await screen.submit();
    const sent = await screen.sent();
    expect(sent.request.body).toMatchObject({ proof: 'code', code: CODE });
    sent.flush(row(5, { state: 'done', handedAt: '2026-11-28T03:00:00Z' }));
    await until(() => screen.kept.handOuts().length === 0);
    expect(screen.all('hand-out-progress')[0]?.textContent).toMatch(/4\s*\/\s*4份/);
    expect(screen.all('hand-out-row').map(({ dataset }) => dataset['state'])).toEqual(['done', 'done']);
  });

  it('goes on without signal, and sends once under one key when there is one again, also after a reload', async () => {
    let screen = await phone(3);
    (await screen.roster()).flush(page(row(7)));
    await screen.open();
    screen.type('hand-code', CODE);
    await screen.submit();
    const first = await screen.sent();
    const key = first.request.headers.get('Idempotency-Key');
    first.error(lost);
    await until(() => screen.all('hand-out-row')[0]?.dataset['state'] === 'sending');
    expect(screen.all('unsent')[0]?.textContent).toContain('1 笔');
    screen = await phone(3);
    const again = await screen.sent();
    expect(again.request.headers.get('Idempotency-Key')).toBe(key);
    again.error(lost);
    // The list is still there, from before.
    (await screen.roster()).error(lost);
    await until(() => screen.all('hand-out-row').length === 1);
    expect(screen.all('hand-out-open')).toEqual([]);
  });

  it('is the business of whoever is signed in alone', async () => {
    const screen = await phone(4);
    (await screen.roster()).flush(page(row(8)));
    await until(() => screen.all('hand-out-row').length === 1);
    const other = await phone(4, id(9));
    (await other.roster()).error(lost);
    await until(() => other.element.textContent?.includes('还没有名单'));
    expect(other.all('hand-out-row')).toEqual([]);
  });

  it('of whoever handed the phone on while something was under way leaves no names, and waits for them', async () => {
    const screen = await phone(3);
    (await screen.roster()).flush(page(row(5), row(6)));
    for (const code of [CODE, CODE]) {
      await screen.open();
      screen.type('hand-code', code);
      await screen.submit();
      await until(() => screen.all('hand-code').length === 0);
    }
    const [asked, first] = [screen.kept.refresh(id(4)), await screen.sent()];
    const list = await screen.roster();
    screen.signedIn.set({ id: id(9) });
    list.flush(page(row(8)));
    await asked;
    expect(screen.kept.roster(id(4))).toBeNull();
    // What the new session is refused is not what was handed out by the other.
    first.flush({ error: { code: 'not_found', message: '没有找到' } }, { status: 404, statusText: 'Not Found' });
    await screen.kept.send();
    expect(screen.http.match(({ url }) => url.endsWith('/hand-out'))).toEqual([]);
    screen.signedIn.set({ id: id(1) });
    expect(screen.kept.handOuts().map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    void screen.kept.send();
    (await screen.sent()).flush(row(5, { state: 'done' }));
    (await screen.sent()).flush(row(6, { state: 'done' }));
    await until(() => screen.kept.handOuts().length === 0);
  });

  it('forgets the names when its leader was removed, at the next contact or after two days', async () => {
    const screen = await phone(1);
    (await screen.roster()).flush(page(row(8)));
    await until(() => screen.all('hand-out-row').length === 1);
    // There is a signal again, on whatever page: all rosters that are kept are asked for.
    dispatchEvent(new Event('online'));
    await until(() => {
      for (const asked of screen.http.match(({ url }) => url.includes('/hand-outs?')))
        asked.flush({ error: { code: 'not_found', message: '没有找到' } }, { status: 404, statusText: 'Not Found' });
      return screen.all('hand-out-row').length === 0;
    });
    const after = await phone(1);
    (await after.roster()).error(lost);
    await until(() => after.element.textContent?.includes('还没有名单'));
    // Of two days ago, without any signal since.
    const late = await phone(0);
    (await late.roster()).flush(page(row(8)));
    await until(() => late.all('hand-out-row').length === 1);
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 49 * 3_600_000);
    const old = await phone(0);
    (await old.roster()).error(lost);
    await until(() => old.element.textContent?.includes('还没有名单'));
    clock.mockRestore();
    // Read while the clock was far ahead, which was put right since.
    const ahead = await phone(0);
    jest.useFakeTimers({ now: now + 400 * 24 * 3_600_000, doNotFake: [...FLOWING] });
    (await ahead.roster()).flush(page(row(8)));
    await until(() => ahead.all('hand-out-row').length === 1);
    jest.useRealTimers();
    const right = await phone(0);
    (await right.roster()).error(lost);
    await until(() => right.element.textContent?.includes('还没有名单'));
  });

  it('keeps what waits beyond the days of its roster, and forgets what was not accepted two days after', async () => {
    const screen = await phone(6, id(3));
    (await screen.roster()).flush(page(row(7)));
    await screen.open();
    screen.type('hand-code', CODE);
    await screen.submit();
    (await screen.sent()).error(lost);
    await until(() => screen.all('hand-out-row')[0]?.dataset['state'] === 'sending');
    const now = Date.now();
    const at = (hours: number) => jest.useFakeTimers({ now: now + hours * 3_600_000, doNotFake: [...FLOWING] });
    at(49);
    let late = await phone(6, id(3));
    const sent = await late.sent();
    expect(late.kept.roster(id(6))).toBeNull();
    sent.flush({ error: { code: 'pledge_closed', message: '已领取' } }, { status: 409, statusText: 'Conflict' });
    await until(() => late.kept.handOuts()[0]?.state === 'refused');
    for (const [hours, left] of [
      [96, 1],
      [98, 0],
    ] as const) {
      at(hours);
      late = await phone(6, id(3));
      await late.kept.loaded;
      expect(late.kept.handOuts()).toHaveLength(left);
    }
    jest.useRealTimers();
  });

  it('sends what waits though the store of the phone wipes nothing, and calls nothing refused that was accepted', async () => {
    const screen = await phone(8, id(2));
    (await screen.roster()).flush(page(row(7)));
    await screen.open();
    screen.type('hand-code', CODE);
    await screen.submit();
    (await screen.sent()).error(lost);
    await until(() => screen.all('hand-out-row')[0]?.dataset['state'] === 'sending');
    jest.useFakeTimers({ now: Date.now() + 49 * 3_600_000, doNotFake: [...FLOWING] });
    const failing = jest.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
    });
    const late = await phone(8, id(2));
    const sent = await late.sent();
    const done = late.kept.send().catch((error: Error) => error.message);
    sent.flush(row(7, { state: 'done' }));
    expect(await done).toContain('lost');
    expect(late.kept.handOuts().map(({ state }) => state)).toEqual(['waiting']);
    failing.mockRestore();
    void late.kept.send();
    const again = await late.sent();
    expect(again.request.headers.get('Idempotency-Key')).toBe(sent.request.headers.get('Idempotency-Key'));
    again.flush(row(7, { state: 'done' }));
    await until(() => late.kept.handOuts().length === 0);
  });

  it('finds by the camera whose code it is, also without signal, and once', async () => {
    const [stop, shown] = [jest.fn(), [CODE.toLowerCase(), 'OTHER99999', CODE]];
    camera(() => Promise.resolve({ getTracks: () => [{ stop }] } as unknown as MediaStream), shown);
    const screen = await phone(6);
    (await screen.roster()).flush(page(row(5), row(8, { name: '李大娘' })));
    await until(() => screen.all('hand-out-row').length === 2);
    screen.all('hand-out-scan')[0]?.click();
    await until(() => screen.all('hand-code')[0] && (screen.all('hand-code')[0] as HTMLInputElement).value !== '');
    expect(stop).toHaveBeenCalledTimes(1);
    expect(screen.element.textContent).toContain('村民5领取 2 份');
    await screen.submit();
    (await screen.sent()).error(lost);
    await until(() => screen.all('hand-out-row')[0]?.dataset['state'] === 'sending');
    screen.all('hand-out-scan')[0]?.click();
    await until(() => screen.all('hand-out-scanned')[0]?.textContent.includes('名单里没有这个取货码'));
    screen.all('hand-out-scan')[0]?.click();
    await until(() => screen.all('hand-out-scanned')[0]?.textContent.includes('不能再领'));
  });

  it('reads codes where the browser has no reader of its own, as on iPhones', async () => {
    camera(() => Promise.resolve({ getTracks: () => [] } as unknown as MediaStream), []);
    Reflect.deleteProperty(globalThis, 'BarcodeDetector');
    const blank = pictureOf(null);
    showing(blank, blank, pictureOf(CODE));
    const screen = await phone(9);
    (await screen.roster()).flush(page(row(5)));
    await until(() => screen.all('hand-out-scan')[0]);
    screen.all('hand-out-scan')[0]?.click();
    await until(() => screen.all('hand-code')[0] && (screen.all('hand-code')[0] as HTMLInputElement).value === CODE);
  });

  it('says what to do where the camera may not be used, and offers none where there is none', async () => {
    camera(() => Promise.reject(Object.assign(new Error(), { name: 'NotAllowedError' })), []);
    const screen = await phone(7);
    (await screen.roster()).flush(page(row(5)));
    await until(() => screen.all('hand-out-scan')[0]);
    screen.all('hand-out-scan')[0]?.click();
    await until(() => screen.all('scan-problem')[0]?.textContent.includes('没有相机权限'));
    expect(screen.all('hand-out-open')).toHaveLength(1);
    Reflect.deleteProperty(navigator, 'mediaDevices');
    const without = await phone(8);
    (await without.roster()).flush(page(row(5)));
    await until(() => without.all('hand-out-row').length === 1);
    expect(without.all('hand-out-scan')).toEqual([]);
  });

  it('says what was not accepted, and asks for a signature where somebody has no code', async () => {
    const screen = await phone(5);
    (await screen.roster()).flush(page(row(9, { codeHash: null })));
    await screen.open();
    screen.type('hand-name', '李大娘');
    await screen.submit();
    await until(() => screen.element.textContent.includes('请领取人在框内签名'));
    const pad = screen.all('signature-pad')[0];
    for (const [kind, x, y] of [
      ['pointerdown', 10, 10],
      ['pointermove', 90, 40],
      ['pointerup', 90, 40],
    ] as const)
      pad?.dispatchEvent(
        Object.assign(new MouseEvent(kind, { clientX: x, clientY: y, bubbles: true }), { pointerId: 1 }),
      );
    await screen.submit();
    const sent = await screen.sent();
    expect(sent.request.body).toMatchObject({ proof: 'signature', name: '李大娘', signature: 'M10 10L90 40' });
    sent.flush(
      { error: { code: 'pledge_closed', message: '该参与记录的状态已变化，请刷新后查看。', details: {} } },
      { status: 409, statusText: 'Conflict' },
    );
    await until(() => screen.all('hand-out-row')[0]?.dataset['state'] === 'refused');
    expect(screen.all('hand-out-row')[0]?.textContent).toContain('状态已变化');
  });
});
