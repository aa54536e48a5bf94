import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ApplicationForm, ApplicationView } from '@yigou/contracts';
import { AutoSave } from '../../shared/saving/auto-save';
import { type ApplicationDraft, toDraft, toForm } from './application-draft';
import { ApplicationFields } from './application-fields';
import { PriceChecks } from './price-checks';

const FORM: ApplicationForm = {
  productName: '渭源马铃薯',
  categorySlug: 'potato',
  variety: '',
  grade: '',
  specifications: [],
  annualOutputKg: null,
  productionBase: '',
  qualityStandard: '',
  description: '',
  mechanismIds: [],
  priceReason: '说明',
  priceConfirmed: true,
  commitment: false,
};
const VIEW = {
  id: 'a',
  version: 2,
  form: FORM,
  fieldNotes: { variety: '写全称', 'specifications.0': '净重不对' },
  households: 1,
  people: 4,
} as unknown as ApplicationView;

describe('the fields of an application', () => {
  let fixture: ComponentFixture<ApplicationFields>;
  let saving: AutoSave<ApplicationView, ApplicationDraft>;
  let sent: ApplicationForm[];
  const host = () => fixture.nativeElement as HTMLElement;
  const all = (id: string) => [...host().querySelectorAll<HTMLInputElement>(`[data-testid="${id}"]`)];
  const wrong = (control: Element) => control.closest('yg-field')?.querySelector('[role="alert"]')?.textContent ?? null;
  const type = async (id: string, words: string, index = 0) => {
    const control = all(id)[index]!;
    control.value = words;
    control.dispatchEvent(new Event('input'));
    control.dispatchEvent(new Event('blur'));
    await fixture.whenStable();
  };
  const settle = async () => {
    for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };

  beforeEach(async () => {
    sent = [];
    saving = new AutoSave(VIEW, {
      toDraft,
      load: () => Promise.resolve(VIEW),
      send: (draft, version) => {
        const form = toForm(draft, FORM);
        sent.push(form);
        return Promise.resolve({ ...VIEW, form, version: version + 1 });
      },
    });
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: PriceChecks, useValue: { of: () => null } },
      ],
    });
    fixture = TestBed.createComponent(ApplicationFields);
    fixture.componentRef.setInput('saving', saving);
    document.body.replaceChildren(host());
    fixture.detectChanges();
    const http = TestBed.inject(HttpTestingController);
    for (const request of http.match(() => true))
      request.flush({
        items: request.request.url.endsWith('/categories')
          ? [
              { slug: 'apple', name: '苹果', parentSlug: null },
              { slug: 'potato', name: '薯类', parentSlug: null },
            ]
          : [{ id: 'm', kind: 'employment', description: '务工', households: 2, confirmed: 1, ended: false }],
      });
    await settle();
  });

  it('save packings that are complete and keep the rest on the screen', async () => {
    expect(all('spec-name')).toHaveLength(1);
    await type('spec-name', '5 斤装');
    await type('spec-weight', '5斤');
    await type('spec-price', '19.9');
    all('spec-add')[0]!.click();
    await fixture.whenStable();
    await type('spec-name', '礼盒', 1);
    await saving.flush();
    expect(sent.at(-1)?.specifications).toEqual([{ name: '5 斤装', netWeightGrams: 2500, priceFen: 1990 }]);
    expect(all('spec-name').map((control) => control.value)).toEqual(['5 斤装', '礼盒']);
    expect(host().textContent).toContain('有 1 个规格没有填完');
  });

  it('ask for another look when a price changes, and for none when anything else does', async () => {
    await type('application-variety', '陇薯 7 号');
    expect(saving.draft().priceConfirmed).toBe(true);
    await type('spec-price', '199');
    expect(saving.draft().priceConfirmed).toBe(false);
  });

  it('say at the packing what the contract and the reading of it find wrong', async () => {
    await type('spec-name', '装'.repeat(61));
    await type('spec-weight', '半袋');
    await type('spec-price', '39');
    expect(wrong(all('spec-weight')[0]!)).toContain('请填写重量');
    await type('spec-weight', '5斤');
    await settle();
    expect(wrong(all('spec-name')[0]!)).toBe('最多 60 个字');
    await type('application-annualOutputKg', '很多');
    expect(wrong(all('application-annualOutputKg')[0]!)).toContain('请填写数字');
  });

  it('show what reviewers wrote, at the field or above the packings', () => {
    expect(wrong(all('application-variety')[0]!)).toBe('审核意见：写全称');
    expect(host().querySelector('yg-specifications .late')?.textContent).toContain('净重不对');
  });

  it('choose a category and mechanisms', async () => {
    const category = host().querySelector<HTMLSelectElement>('[data-testid="application-categorySlug"]')!;
    // The options came after the file.
    expect(category.value).toBe('potato');
    category.value = 'apple';
    category.dispatchEvent(new Event('input'));
    category.dispatchEvent(new Event('change'));
    host().querySelector<HTMLInputElement>('[data-testid="application-mechanism"] input')!.click();
    await saving.flush();
    expect(sent.at(-1)).toMatchObject({ categorySlug: 'apple', mechanismIds: ['m'] });
  });

  it('cannot be changed while it is being reviewed', async () => {
    fixture.componentRef.setInput('writable', false);
    await fixture.whenStable();
    expect(all('application-productName')[0]!.readOnly).toBe(true);
    expect(all('spec-price')[0]!.readOnly).toBe(true);
    expect(host().querySelector<HTMLSelectElement>('[data-testid="application-categorySlug"]')!.disabled).toBe(true);
    expect(all('spec-add')).toHaveLength(0);
  });
});
