import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { type FieldState, type FieldTree, FormField as Bound } from '@angular/forms/signals';
import type { EvidenceView } from '@yigou/contracts';
import { errorOf, EvidenceUploadComponent, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { Categories } from '../../catalogue/categories';
import { RegionSelect } from '../region-select';
import { UnitSelect } from '../unit-select';
import { type FormField, type FormValue, FormValues, missingOf } from './form';

/** What `[formField]` takes. */
type Holder<Value> = () => FieldState<Value>;

/** The fields of a form that is given as data, with a summary of what is wrong on top. */
@Component({
  selector: 'yg-form-fields',
  imports: [
    Bound,
    EvidenceUploadComponent,
    FieldComponent,
    FieldInputDirective,
    NzAlertComponent,
    NzInputDirective,
    NzOptionComponent,
    NzSelectComponent,
    RegionSelect,
    UnitSelect,
  ],
  templateUrl: './form-fields.html',
  styleUrl: './form-fields.css',
})
export class FormFields {
  readonly fields = input.required<readonly FormField[]>();
  readonly tree = input.required<FieldTree<Record<string, FormValue>>>();
  /** What the API said of the whole. */
  readonly failure = input('');

  private readonly categories = inject(Categories);
  protected readonly categoryOptions = computed(() => this.categories.known().flatMap((group) => group.items));
  private readonly values = computed(() => new FormValues(this.tree()().value()));
  protected readonly summary = computed(() => {
    if (this.failure()) return this.failure();
    const wrong = this.fields().filter((field) => this.errorOf(field) !== null).length;
    return wrong > 1 ? `有 ${wrong} 处需要改正，见下方。` : '';
  });

  constructor() {
    effect(() => {
      if (this.fields().some((field) => field.kind === 'category')) untracked(() => this.categories.all());
    });
  }

  protected words(key: string): Holder<string> {
    return this.fieldAt<string>(key);
  }

  protected picked(key: string): Holder<string | null> {
    return this.fieldAt<string | null>(key);
  }

  protected flag(key: string): Holder<boolean> {
    return this.fieldAt<boolean>(key);
  }

  /** At a control that is several: a list of ticks, files. */
  protected errorOf(field: FormField): string | null {
    return errorOf(this.stateAt(field.key), missingOf(field));
  }

  protected text(key: string): string {
    return this.values().text(key);
  }

  protected ticked(key: string, code: string): boolean {
    return this.values().list(key).includes(code);
  }

  protected files(key: string): readonly EvidenceView[] {
    return this.values().files(key);
  }

  protected options(field: FormField): [string, string][] {
    return Object.entries(field.options ?? {});
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

  /** As if it had been typed: there is something to lose from now on. */
  protected set(key: string, value: FormValue): void {
    this.stateAt(key).controlValue.set(value);
  }

  private stateAt(key: string): FieldState<FormValue> {
    return this.fieldAt<FormValue>(key)();
  }

  /** The value is of the kind that the field asks for. */
  private fieldAt<Value>(key: string): Holder<Value> {
    return this.tree()[key] as unknown as Holder<Value>;
  }
}
