import { Component, computed, debounced, input, model, output, signal } from '@angular/core';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { apiResource, regionOf } from '@yigou/web-data';
import { SelectName } from './select-name';
import { SelectValue } from './select-value';

/** A province, prefecture or county by name, pinyin or initials. */
@Component({
  selector: 'yg-region-select',
  imports: [NzOptionComponent, NzSelectComponent, SelectName, SelectValue],
  template: `
    <nz-select
      nzShowSearch
      nzServerSearch
      nzAllowClear
      [nzId]="controlId()"
      [nzPlaceHolder]="placeholder()"
      [ygName]="placeholder()"
      [picked]="value() || null"
      (pickedChange)="choose($event)"
      (nzOnSearch)="words.set($event.trim())"
      [nzDropdownMatchSelectWidth]="false"
      [nzLoading]="found.isLoading()"
      nzNotFoundContent="没有找到，请换个写法或用拼音"
      data-testid="region-select"
    >
      @for (option of options(); track option.code) {
        <nz-option [nzValue]="option.code" [nzLabel]="option.path" />
      }
    </nz-select>
  `,
  styles: `
    :host,
    nz-select {
      display: block;
    }
  `,
})
export class RegionSelect {
  /** A code; null or empty for none. Named as `[formField]` wants it. */
  readonly value = model<string | null>(null);
  readonly touch = output();
  readonly placeholder = input('县、地市或省');
  readonly controlId = input<string | null>(null);

  protected readonly words = signal('');
  private readonly settled = debounced(this.words, 250);
  private readonly provinces = apiResource('listRegions', () => ({ query: {} }));
  protected readonly found = apiResource('searchRegions', () => {
    const q = this.settled.value();
    return q ? { query: { q } } : undefined;
  });
  private readonly chosen = regionOf(() => this.value() || null);
  /** What was found, and what is chosen even when it was not among it: else the field would show nothing. */
  protected readonly options = computed(() => {
    const found = this.settled.value()
      ? (this.found.latest()?.items ?? [])
      : (this.provinces.latest()?.items.map(({ code, name }) => ({ code, path: name })) ?? []);
    const chosen = this.chosen();
    return chosen && !found.some((option) => option.code === chosen.code) ? [chosen, ...found] : found;
  });

  protected choose(code: string | null): void {
    this.value.set(code);
    this.touch.emit();
  }
}
