import { NgComponentOutlet } from '@angular/common';
import { Component, computed, inject, input, linkedSignal, output, resource } from '@angular/core';
import { applyEach, hidden, maxLength, type SchemaPath, validate } from '@angular/forms/signals';
import { contractForm } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { LoadError } from '../load-error';
import { Modal, ModalActions } from '../modal';
import { checkForm, type FormConfig, type FormValue, FormValues, limitOf, shownFields } from './form';
import { FormFields } from './form-fields';

/** Asks what a decision needs, says what it will do, sends it once, and shows a refusal at the field and on top. */
@Component({
  selector: 'yg-form-dialog',
  imports: [FormFields, LoadError, Modal, ModalActions, NgComponentOutlet, NzButtonComponent],
  template: `
    <yg-modal [heading]="config().heading" keepsInput (closed)="closed.emit(false)">
      <form
        id="form-dialog"
        novalidate
        (submit)="$event.preventDefault(); send()"
        [attr.aria-label]="config().heading"
        [attr.data-testid]="config().testId + '-form'"
      >
        @if (intro(); as words) {
          <p class="intro">{{ words }}</p>
        }
        @if (about()) {
          @if (part.error(); as error) {
            <yg-load-error [error]="error" (retry)="part.reload()" />
          } @else if (part.hasValue()) {
            <ng-container *ngComponentOutlet="part.value(); inputs: inputs()" />
          }
        }
        <yg-form-fields [fields]="fields()" [tree]="form.fields" [failure]="form.problem()" />
      </form>
      <ng-container modalActions>
        <button nz-button type="button" (click)="closed.emit(false)">取消</button>
        <button
          nz-button
          nzType="primary"
          [nzDanger]="danger()"
          form="form-dialog"
          [nzLoading]="form.busy()"
          [attr.data-testid]="config().testId + '-submit'"
        >
          {{ action() }}
        </button>
      </ng-container>
    </yg-modal>
  `,
  styles: `
    .intro {
      margin: 0 0 12px;
      white-space: pre-line;
    }
  `,
})
export class FormDialog {
  readonly config = input.required<FormConfig>();
  /** True when it was done. */
  readonly closed = output<boolean>();

  private readonly message = inject(NzMessageService);
  /** What was typed stays when the form is worked out anew behind it, for example because the page saved something meanwhile. */
  private readonly raw = linkedSignal<FormConfig, Record<string, FormValue>>({
    source: this.config,
    computation: (config, before) =>
      before?.source.heading === config.heading ? before.value : { ...FormValues.initial(config.fields).raw },
  });
  protected readonly values = computed(() => new FormValues(this.raw()));
  protected readonly fields = computed(() => shownFields(this.config(), this.values()));
  private readonly wrong = computed(() => checkForm(this.config(), this.values()));
  protected readonly form = contractForm(() => this.config().contract?.route ?? null, this.raw, {
    body: (raw) => (this.config().contract?.body(new FormValues(raw)) ?? raw) as never,
    names: () => this.config().contract?.names,
    rules: (path) =>
      applyEach(path, (item) => {
        hidden(item, { when: ({ key }) => !this.fields().some((field) => field.key === key()) });
        // Of the kinds of value only words have a limit: `limitOf` has none for the rest.
        maxLength(item as unknown as SchemaPath<string>, (context) => limitOf(this.config(), keyOf(context)), {
          message: '字数太多',
        });
        validate(item, ({ key }) => {
          const message = this.wrong()[key()];
          return message ? { kind: 'wrong', message } : undefined;
        });
      }),
  });
  protected readonly intro = computed(() => resolved(this.config().intro ?? '', this.values()));
  /** Worked out anew at each key, and the same until it is about something else. */
  protected readonly about = computed(() => this.config().about?.(this.values()) ?? null, {
    equal: (a, b) => a?.load === b?.load && JSON.stringify(a?.inputs) === JSON.stringify(b?.inputs),
  });
  protected readonly inputs = computed(() => ({ ...this.about()?.inputs }));
  protected readonly part = resource({ params: () => this.about()?.load, loader: ({ params }) => params() });
  protected readonly action = computed(() => resolved(this.config().action, this.values()));
  protected readonly danger = computed(() => resolved(this.config().danger ?? false, this.values()));

  protected async send(): Promise<void> {
    const { send } = this.config();
    let said = '';
    const sent = await this.form.send(async ({ idempotencyKey }) => {
      said = await send(this.values(), idempotencyKey);
    });
    if (!sent) return;
    if (said) this.message.success(said);
    this.closed.emit(true);
  }
}

const resolved = <T extends string | boolean>(value: T | ((values: FormValues) => T), values: FormValues): T =>
  typeof value === 'function' ? value(values) : value;

/** Of an item of a record, whose path is cast to that of its words. */
const keyOf = (context: object): string => (context as { key: () => string }).key();
