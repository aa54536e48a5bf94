import { Component, input, linkedSignal, output } from '@angular/core';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { RegionSelect } from '../region-select';
import type { Filter } from './table';
import { SelectName } from '../select-name';
import { SelectValue } from '../select-value';

/** The filters of a table. Words are searched on Enter or the button, everything else at once. */
@Component({
  selector: 'yg-filter-bar',
  imports: [
    NzButtonComponent,
    NzIconDirective,
    NzInputDirective,
    NzOptionComponent,
    NzSelectComponent,
    RegionSelect,
    SelectName,
    SelectValue,
  ],
  template: `
    @for (filter of filters(); track filter.key) {
      @if (filter.kind === 'tabs') {
        <div class="tabs" role="group" [attr.aria-label]="filter.label">
          <button type="button" [attr.aria-pressed]="!values()[filter.key]" (click)="set(filter.key, null)">
            全部
          </button>
          @for (option of options(filter.options); track option[0]) {
            <button
              type="button"
              [attr.aria-pressed]="values()[filter.key] === option[0]"
              (click)="set(filter.key, option[0])"
              [attr.data-testid]="'tab-' + option[0]"
            >
              {{ option[1] }}
            </button>
          }
        </div>
      }
    }
    <div class="row">
      @for (filter of filters(); track filter.key) {
        @switch (filter.kind) {
          @case ('search') {
            <form
              class="search"
              role="search"
              (submit)="$event.preventDefault(); set(filter.key, words().trim() || null)"
            >
              <input
                nz-input
                name="q"
                type="search"
                maxlength="60"
                [attr.aria-label]="filter.label"
                [placeholder]="filter.placeholder"
                #search
                [value]="words()"
                (input)="type(filter.key, search.value)"
                data-testid="filter-search"
              />
              <button nz-button aria-label="搜索"><nz-icon nzType="search" aria-hidden="true" /></button>
            </form>
          }
          @case ('select') {
            <nz-select
              nzAllowClear
              [nzPlaceHolder]="filter.label"
              [ygName]="filter.label"
              [picked]="values()[filter.key] ?? null"
              (pickedChange)="set(filter.key, $event)"
              [nzDropdownMatchSelectWidth]="false"
              [attr.data-testid]="'filter-' + filter.key"
            >
              @for (option of options(filter.options); track option[0]) {
                <nz-option [nzValue]="option[0]" [nzLabel]="option[1]" />
              }
            </nz-select>
          }
          @case ('region') {
            <yg-region-select
              class="region"
              [value]="values()[filter.key] ?? null"
              (valueChange)="set(filter.key, $event)"
              [placeholder]="filter.label"
            />
          }
          @case ('date') {
            <label class="date">
              <span>{{ filter.label }}</span>
              <input
                nz-input
                type="date"
                #date
                [value]="values()[filter.key] ?? ''"
                (change)="set(filter.key, date.value || null)"
              />
            </label>
          }
        }
      }
      <span class="end"><ng-content /></span>
    </div>
  `,
  styleUrl: './filter-bar.css',
})
export class FilterBar {
  readonly filters = input.required<readonly Filter[]>();
  readonly values = input.required<Readonly<Record<string, string>>>();
  readonly changed = output<Record<string, string | null>>();

  protected readonly words = linkedSignal(() => {
    const search = this.filters().find((filter) => filter.kind === 'search');
    return search ? (this.values()[search.key] ?? '') : '';
  });

  protected options(options: Readonly<Record<string, string>>): [string, string][] {
    return Object.entries(options);
  }

  protected set(key: string, value: string | null): void {
    if ((this.values()[key] ?? null) !== value) this.changed.emit({ [key]: value });
  }

  /** An emptied field means “no words”: nobody presses Enter to say so. */
  protected type(key: string, words: string): void {
    this.words.set(words);
    if (!words) this.set(key, null);
  }
}
