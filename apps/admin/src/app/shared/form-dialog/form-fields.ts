import { Component, computed, inject, input, output, resource } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { EvidenceUploadComponent } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { Categories } from '../../catalogue/categories';
import { Field, FieldControl } from '../field';
import { RegionSelect } from '../region-select';
import { SelectName } from '../select-name';
import type { FormField, FormValue, FormValues } from './form';

/** The fields of a form that is given as data, with a summary of what is wrong on top. */
@Component({
  selector: 'yg-form-fields',
  imports: [
    EvidenceUploadComponent,
    Field,
    FieldControl,
    FormsModule,
    NzAlertComponent,
    NzInputDirective,
    NzOptionComponent,
    NzSelectComponent,
    RegionSelect,
    SelectName,
  ],
  templateUrl: './form-fields.html',
  styleUrl: './form-fields.css',
})
export class FormFields {
  readonly fields = input.required<readonly FormField[]>();
  readonly values = input.required<FormValues>();
  readonly errors = input.required<Readonly<Record<string, string>>>();
  /** What the API said of the whole. */
  readonly failure = input('');
  readonly changed = output<{ key: string; value: FormValue }>();

  private readonly categories = inject(Categories);
  protected readonly groups = resource({
    params: () => (this.fields().some((field) => field.kind === 'category') ? true : undefined),
    loader: () => this.categories.groups(),
  });
  protected readonly categoryOptions = computed(() =>
    this.groups.hasValue() ? this.groups.value().flatMap((group) => group.items) : [],
  );
  protected readonly summary = computed(() => {
    const wrong = this.fields().filter((field) => this.errors()[field.key]).length;
    const elsewhere = Object.entries(this.errors())
      .filter(([key]) => !this.fields().some((field) => field.key === key))
      .map(([, text]) => text);
    if (this.failure()) return [this.failure(), ...elsewhere].join(' ');
    return wrong > 1 ? `有 ${wrong} 处需要改正，见下方。` : '';
  });

  protected options(field: FormField): [string, string][] {
    return Object.entries(field.options ?? {});
  }

  protected set(key: string, value: FormValue | null): void {
    this.changed.emit({ key, value: value ?? '' });
  }

  protected toggle(key: string, code: string, on: boolean): void {
    const rest = this.values()
      .list(key)
      .filter((one) => one !== code);
    this.set(key, on ? [...rest, code] : rest);
  }

  /** A second sentence is put behind the first. */
  protected addQuick(key: string, sentence: string): void {
    const before = this.values().text(key);
    if (before.includes(sentence)) return;
    this.set(key, before ? `${before.replace(/。?$/, '')}；${sentence}` : sentence);
  }
}
