import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SupplierFile } from '@yigou/contracts';
import { AutoSave } from '../../shared/saving/auto-save';
import { type FileDraft, toBody, toDraft } from './file-draft';
import { FileFields } from './file-fields';

const FILE = {
  version: 3,
  township: '会川镇',
  village: '赵家村',
  phone: '13900001234',
  bankAccountMasked: '尾号 4321',
  baseMu: 120,
  agent: false,
} as SupplierFile;

describe('the fields of a supplier’s file', () => {
  let fixture: ComponentFixture<FileFields>;
  let saving: AutoSave<SupplierFile, FileDraft>;
  let sent: ReturnType<typeof toBody>[];
  const at = (key: string) =>
    (fixture.nativeElement as HTMLElement).querySelector<HTMLInputElement>(`[data-testid="file-${key}"]`)!;
  const wrong = (key: string) => at(key).closest('yg-field')?.querySelector('[role="alert"]')?.textContent ?? null;
  const type = async (key: string, words: string) => {
    at(key).value = words;
    at(key).dispatchEvent(new Event('input'));
    at(key).dispatchEvent(new Event('blur'));
    await fixture.whenStable();
  };

  beforeEach(async () => {
    sent = [];
    saving = new AutoSave(FILE, {
      toDraft,
      load: () => Promise.resolve(FILE),
      send: (draft, version) => {
        const body = toBody(draft, FILE, version, new Set());
        sent.push(body);
        return Promise.resolve({ ...FILE, ...body, version: version + 1 } as unknown as SupplierFile);
      },
    });
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    fixture = TestBed.createComponent(FileFields);
    fixture.componentRef.setInput('saving', saving);
    fixture.componentRef.setInput('editable', ['township', 'village', 'phone', 'bankAccount', 'baseMu']);
    fixture.componentRef.setInput('notes', { village: '请写到村民小组' });
    document.body.replaceChildren(fixture.nativeElement as HTMLElement);
    await fixture.whenStable();
  });

  it('save what is typed', async () => {
    await type('village', '李家村');
    expect(saving.draft().village).toBe('李家村');
    expect(saving.state().kind).toBe('waiting');
    expect(await saving.flush()).toBe(true);
    expect(sent).toMatchObject([{ version: 3, village: '李家村', township: '会川镇' }]);
    TestBed.inject(HttpTestingController).verify();
  });

  it('show what somebody else saved meanwhile, and keep what is typed', async () => {
    await type('village', '李家村');
    saving.adopt({ ...FILE, version: 4, phone: '09327654321' });
    await fixture.whenStable();
    expect([at('village').value, at('phone').value]).toEqual(['李家村', '09327654321']);
  });

  it('say what the contract finds wrong, in its words', async () => {
    await type('bankAccount', '6228');
    await type('township', '镇'.repeat(51));
    for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
    expect(wrong('bankAccount')).toBe('请填写 8–30 位银行账号');
    expect(wrong('township')).toBe('最多 50 个字');
    expect(at('township').getAttribute('aria-invalid')).toBe('true');
  });

  it('say what cannot be read as a number', async () => {
    await type('baseMu', '约一百');
    expect(wrong('baseMu')).toBe('请填写整数，例如 120');
  });

  it('show what a reviewer wrote, and what the API refused before that', async () => {
    expect(wrong('village')).toBe('审核意见：请写到村民小组');
    saving.errors.set({ village: '含有不能使用的字符' });
    await fixture.whenStable();
    expect(wrong('village')).toBe('含有不能使用的字符');
  });

  it('leave alone what may not be changed now, and go where they are sent', async () => {
    expect(at('address').readOnly).toBe(true);
    expect(at('village').readOnly).toBe(false);
    fixture.componentInstance.focus('phone');
    expect(document.activeElement).toBe(at('phone'));
  });
});
