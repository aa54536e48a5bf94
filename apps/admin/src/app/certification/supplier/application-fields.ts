import { Component, computed, inject, input, output, resource } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import type { ApplicationView } from '@yigou/contracts';
import { BENEFIT_MECHANISMS } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Categories } from '../../catalogue/categories';
import { Field, FieldControl } from '../../shared/field';
import { annualOutputError, type ApplicationDraft } from './application-draft';
import { Specifications } from './specifications';

/** The form of an application in sections, each with what the reviewer wrote about its fields. */
@Component({
  selector: 'yg-application-fields',
  imports: [Field, FieldControl, FormsModule, NzInputDirective, RouterLink, Specifications],
  templateUrl: './application-fields.html',
  styleUrl: '../../shared/column.css',
  styles: ':host { max-width: none; }',
})
export class ApplicationFields {
  readonly application = input.required<ApplicationView>();
  readonly draft = input.required<ApplicationDraft>();
  readonly writable = input(true);
  readonly errors = input<Readonly<Record<string, string>>>({});
  readonly changed = output<Partial<ApplicationDraft>>();

  private readonly categories = inject(Categories);
  protected readonly groups = resource({ loader: () => this.categories.groups() });
  protected readonly mechanisms = apiResource('listMechanisms');
  protected readonly kinds = BENEFIT_MECHANISMS;
  /** Running ones, and those that were chosen before they ended. */
  protected readonly choices = computed(() => {
    const chosen = this.draft().mechanismIds;
    const all = this.mechanisms.hasValue() ? this.mechanisms.value().items : [];
    return all.filter((one) => !one.ended || chosen.includes(one.id));
  });
  protected readonly wrong = computed<Readonly<Record<string, string>>>(() => {
    const notes = this.writable() ? this.application().fieldNotes : {};
    const noted = Object.fromEntries(Object.entries(notes).map(([key, note]) => [key, `审核意见：${note}`]));
    const output = annualOutputError(this.draft().annualOutputKg);
    const sent = Object.fromEntries(
      Object.entries(this.errors()).map(([key, one]) => [key.replace(/^form\./, ''), one]),
    );
    return { ...noted, ...sent, ...(output ? { annualOutputKg: output } : {}) };
  });
  /** Notes at single lines of the table stand above it. */
  protected readonly specificationNote = computed(() =>
    Object.entries(this.writable() ? this.application().fieldNotes : {})
      .filter(([key]) => key.startsWith('specifications'))
      .map(([, note]) => note)
      .join('；'),
  );

  protected toggle(id: string, on: boolean): void {
    const rest = this.draft().mechanismIds.filter((one) => one !== id);
    this.changed.emit({ mechanismIds: on ? [...rest, id] : rest });
  }
}
