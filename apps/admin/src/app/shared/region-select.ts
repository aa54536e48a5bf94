import { Component, computed, debounced, inject, input, model, resource, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { Regions } from './regions';
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

  private readonly regions = inject(Regions);
  protected readonly words = signal('');
  private readonly settled = debounced(this.words, 250);
  protected readonly found = resource({
    params: () => this.settled.value() ?? '',
    loader: ({ params }) => this.regions.search(params),
  });
  private readonly chosen = resource({
    params: () => this.code() ?? undefined,
    loader: async ({ params }) => ({ code: params, path: await this.regions.path(params) }),
  });
  /** What was found, and what is chosen even when it was not among it: else the field would show nothing. */
  protected readonly options = computed(() => {
    const found = this.found.hasValue() ? this.found.value() : [];
    const chosen = this.chosen.hasValue() ? this.chosen.value() : null;
    return chosen && !found.some((option) => option.code === chosen.code) ? [chosen, ...found] : found;
  });
}
