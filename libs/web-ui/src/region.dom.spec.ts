import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RegionRef } from '@yigou/contracts';
import { FieldComponent, FieldInputDirective } from './field';
import { RegionFieldComponent } from './region-field';
import { RegionFieldHarness, type RegionPickerHarness } from './testing/region.harness';

@Component({
  selector: 'yg-address',
  imports: [FieldComponent, FieldInputDirective, RegionFieldComponent],
  template: `<yg-field label="收货地" [error]="invalid() ? '请选择到县' : null">
    <yg-region-field
      ygInput
      label="送到"
      heading="送到哪里"
      [value]="value()"
      [anyLevel]="anyLevel()"
      (picked)="value.set($event); picked.push($event.path)"
    />
  </yg-field>`,
})
class Address {
  readonly value = signal<RegionRef | null>(null);
  readonly anyLevel = signal(false);
  readonly invalid = signal(false);
  readonly picked: string[] = [];
}

const BELOW: Record<string, [code: string, name: string, leaf: boolean][]> = {
  '': [
    ['620000', '甘肃省', false],
    ['440000', '广东省', false],
  ],
  '620000': [['621100', '定西市', false]],
  '621100': [['621123', '渭源县', true]],
  '440000': [['441900', '东莞市', true]],
};

describe('choosing a place', () => {
  let fixture: ComponentFixture<Address>;
  let http: HttpTestingController;
  let field: RegionFieldHarness;
  const rest = async () => {
    for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  };
  /** Gives how many were asked for. */
  const answer = async (): Promise<number> => {
    await rest();
    const requests = http.match(() => true);
    for (const asked of requests) {
      const { pathname, searchParams } = new URL(asked.request.url, 'http://x');
      const found = [
        { code: '621123', name: '渭源县', path: '甘肃省 定西市 渭源县', leaf: true, poverty: true },
        { code: '621100', name: '定西市', path: '甘肃省 定西市', leaf: false, poverty: false },
      ];
      const listed = (BELOW[searchParams.get('parent') ?? ''] ?? []).map(([code, name, leaf]) => ({
        code,
        name,
        leaf,
      }));
      asked.flush({ items: pathname.endsWith('/search') ? found : listed });
    }
    await rest();
    return requests.length;
  };
  /** Acts, and gives the answers that the act waits for. */
  const act = async (doing: Promise<unknown>) => {
    await answer();
    await answer();
    await doing;
  };
  const open = async (): Promise<RegionPickerHarness> => {
    await act(field.open());
    const picker = await field.picker();
    if (!picker) throw new Error('no picker');
    return picker;
  };

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(Address);
    document.body.replaceChildren(fixture.nativeElement as HTMLElement);
    fixture.detectChanges();
    await answer();
    field = await TestbedHarnessEnvironment.loader(fixture).getHarness(RegionFieldHarness);
  });

  it('asks in a dialog, and says what is chosen and what is wrong', async () => {
    expect([await field.name(), await field.isInvalid()]).toEqual(['送到：请选择省、市、县', false]);
    fixture.componentInstance.invalid.set(true);
    expect(await field.isInvalid()).toBe(true);
    await open();
    expect(await (await field.dialog()).name()).toBe('送到哪里');
  });

  it('goes down from the province to the county, back by its trail, and closes on the choice', async () => {
    const picker = await open();
    expect(await picker.places()).toEqual(['甘肃省', '广东省']);
    await act(picker.choose('甘肃省'));
    await act(picker.choose('定西市'));
    expect(await picker.trail()).toEqual(['全国', '甘肃省', '定西市']);
    // What was pressed went with its level, and the focus with it.
    expect(document.activeElement?.textContent).toBe('定西市');
    await act(picker.back(1));
    expect(document.activeElement?.textContent).toBe('甘肃省');
    expect(await picker.places()).toEqual(['定西市']);
    await act(picker.choose('定西市'));
    await act(picker.choose('渭源县'));
    expect(fixture.componentInstance.picked).toEqual(['甘肃省 定西市 渭源县']);
    expect(await (await field.dialog()).isOpen()).toBe(false);
    expect(await field.name()).toBe('送到：甘肃省 定西市 渭源县');
  });

  it('takes a city without counties as the place', async () => {
    const picker = await open();
    await act(picker.choose('广东省'));
    await act(picker.choose('东莞市'));
    expect(fixture.componentInstance.picked).toEqual(['广东省 东莞市']);
  });

  it('takes a whole province only where any level will do', async () => {
    const picker = await open();
    await act(picker.choose('甘肃省'));
    expect(await picker.offersWhole()).toBe(false);
    fixture.componentInstance.anyLevel.set(true);
    expect(await picker.offersWhole()).toBe(true);
    await act(picker.chooseWhole());
    expect(fixture.componentInstance.picked).toEqual(['甘肃省']);
  });

  it('finds places by words, and of those only what an address can name', async () => {
    const picker = await open();
    const searching = picker.search('weiyuan');
    // The search waits until nothing more is typed.
    while ((await answer()) === 0);
    await act(searching);
    expect(await picker.found()).toEqual(['渭源县甘肃省 定西市 渭源县']);
    await act(picker.chooseHit(0));
    expect(fixture.componentInstance.picked).toEqual(['甘肃省 定西市 渭源县']);
  });
});
