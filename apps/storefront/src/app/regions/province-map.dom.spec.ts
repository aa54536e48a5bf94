import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import type { RegionView } from '@yigou/contracts';
import { ProvinceMapComponent } from './province-map';

const province = (code: string, name: string, productCount: number): RegionView => ({
  code,
  name,
  level: 1,
  leaf: false,
  parentCode: null,
  poverty: true,
  productCount,
});

const nameOf = (button: Element | null): string => button?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

describe('the map of the provinces', () => {
  it('is one stop of the Tab key, in which arrows lead and Enter opens', () => {
    const fixture = TestBed.createComponent(ProvinceMapComponent);
    fixture.componentRef.setInput('provinces', [
      province('620000', '甘肃省', 1_200),
      province('640000', '宁夏回族自治区', 30),
      province('540000', '西藏自治区', 0),
    ]);
    fixture.componentRef.setInput('chosen', '620000');
    const picked: string[] = [];
    fixture.componentInstance.picked.subscribe((code) => picked.push(code));
    document.body.append(fixture.nativeElement as HTMLElement);
    TestBed.tick();
    const map = fixture.nativeElement as HTMLElement;
    const buttons = [...map.querySelectorAll('button')];
    const stops = () => buttons.filter(({ tabIndex }) => tabIndex === 0).map(nameOf);
    expect(map.querySelectorAll('li')).toHaveLength(34);
    expect(buttons.map((one) => [nameOf(one), one.getAttribute('aria-pressed')])).toEqual(
      expect.arrayContaining([
        ['甘肃 1,200种产品', 'true'],
        ['西藏', 'false'],
      ]),
    );
    expect(stops()).toEqual(['甘肃 1,200种产品']);

    buttons.find(({ tabIndex }) => tabIndex === 0)?.focus();
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }),
    );
    TestBed.tick();
    expect(nameOf(document.activeElement)).toBe('宁夏 30种产品');
    expect(stops()).toEqual(['宁夏 30种产品']);
    (document.activeElement as HTMLElement).click();
    expect(picked).toEqual(['640000']);
    map.remove();
  });
});
