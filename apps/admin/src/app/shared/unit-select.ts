import { Component, computed, debounced, input, model, output, signal } from '@angular/core';
import { apiResource } from '@yigou/web-data';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { SelectName } from './select-name';
import { SelectValue } from './select-value';

interface Unit {
  readonly id: string;
  readonly name: string;
}

/** A budget unit by words of its name. */
@Component({
  selector: 'yg-unit-select',
  imports: [NzOptionComponent, NzSelectComponent, SelectName, SelectValue],
  template: `
    <nz-select
      nzShowSearch
      nzServerSearch
      nzAllowClear
      nzPlaceHolder="输入单位名称查找"
      ygName="输入单位名称查找"
      [picked]="value()"
      (pickedChange)="choose($event)"
      (nzOnSearch)="words.set($event.trim())"
      [nzDropdownMatchSelectWidth]="false"
      [nzLoading]="found.isLoading()"
      [nzNotFoundContent]="words() ? '没有找到，该单位可能还没有登记' : '请输入单位名称'"
      data-testid="unit-select"
    >
      @for (unit of options(); track unit.id) {
        <nz-option [nzValue]="unit.id" [nzLabel]="unit.name" />
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
export class UnitSelect {
  /** An id; null for none. Named as `[formField]` wants it. */
  readonly value = model<string | null>(null);
  readonly touch = output();
  /** The unit that stands in the field already: an id alone says nothing to people. */
  readonly known = input<Unit | null>(null);

  protected readonly words = signal('');
  private readonly settled = debounced(this.words, 250);
  protected readonly found = apiResource('findUnits', () => {
    const q = this.settled.value();
    return q ? { query: { q } } : undefined;
  });
  private readonly picked = signal<Unit | null>(null);
  protected readonly options = computed<readonly Unit[]>(() => {
    const found = this.found.latest()?.items ?? [];
    const chosen = [this.picked(), this.known()].find((unit) => unit?.id === this.value());
    return chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  });

  protected choose(id: string | null): void {
    this.picked.set(this.options().find((unit) => unit.id === id) ?? null);
    this.value.set(id);
    this.touch.emit();
  }
}
