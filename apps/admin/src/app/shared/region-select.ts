import { Component, computed, debounced, input, model, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { apiResource, regionOf } from '@yigou/web-data';
import { SelectName } from './select-name';

/** A province, prefecture or county by name, pinyin or initials. */
@Component({
  selector: 'yg-region-select',
  imports: [FormsModule, NzOptionComponent, NzSelectComponent, SelectName],
  template: `
    <nz-select
      nzShowSearch
      nzServerSearch
      nzAllowClear
      [nzId]="controlId()"
      [nzPlaceHolder]="placeholder()"
      [ygName]="placeholder()"
      [ngModel]="code()"
      (ngModelChange)="code.set($event)"
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
  readonly code = model<string | null>(null);
  readonly placeholder = input('县、地市或省');
  readonly controlId = input<string | null>(null);

  protected readonly words = signal('');
  private readonly settled = debounced(this.words, 250);
  private readonly provinces = apiResource('listRegions', () => ({ query: {} }));
  protected readonly found = apiResource('searchRegions', () => {
    const q = this.settled.value();
    return q ? { query: { q } } : undefined;
  });
  private readonly chosen = regionOf(() => this.code());
  /** What was found, and what is chosen even when it was not among it: else the field would show nothing. */
  protected readonly options = computed(() => {
    const found = this.settled.value()
      ? (this.found.latest()?.items ?? [])
      : (this.provinces.latest()?.items.map(({ code, name }) => ({ code, path: name })) ?? []);
    const chosen = this.chosen();
    return chosen && !found.some((option) => option.code === chosen.code) ? [chosen, ...found] : found;
  });
}
