import { computed, type Signal, signal, untracked, type WritableSignal } from '@angular/core';
import {
  apply,
  type FieldState,
  type FieldTree,
  form,
  type SchemaFn,
  submit,
  validateStandardSchema,
  validateTree,
  type ValidationError,
} from '@angular/forms/signals';
import type { RouteBody, RouteId } from '@yigou/contracts';
import type { ErrorCode } from '@yigou/contracts/labels';
import { type ApiError, IntentKey, toApiError } from '@yigou/web-data';
import { checkBody, loadChecks } from './contract-checks';
import { holderOf, pathInModel, valueAt } from './form-paths';
import { guardForm } from './leaving';

/** A body that may still be unfinished: the contract's schema has the last word before it is sent. */
export type Draft<T> = T extends string
  ? string | null
  : T extends number
    ? number | null
    : T extends boolean | null | undefined
      ? T
      : T extends readonly (infer Item)[]
        ? readonly Draft<Item>[]
        : T extends object
          ? { readonly [Key in keyof T]: Draft<T[Key]> }
          : T;

type Names = Readonly<Record<string, string>>;

export interface ContractFormOptions<Id extends RouteId, Model> {
  /** What is sent, from what is filled in; left out where that is the same. */
  readonly body?: (filled: Model) => Draft<RouteBody<Id>>;
  /** What the contract cannot know: two fields that belong together, words of its own for a field, what is hidden. */
  readonly rules?: SchemaFn<Model>;
  /** Path in the body → path in the form, where they differ: `{ 'skus.*.priceFen': 'skus.*.yuan' }`. */
  readonly names?: Names | (() => Names | undefined);
  /** Code of a refusal that names no field → path in the form of the field it is about. */
  readonly blames?: Partial<Readonly<Record<ErrorCode, string>>>;
  /** False where nothing is lost by leaving: a login, a code. */
  readonly guard?: boolean;
}
/** What `send` hands to the call of the API, to be spread into it. */
export interface Sent<Id extends RouteId> {
  readonly body: RouteBody<Id>;
  /** The same for a repeated press after a lost answer. */
  readonly idempotencyKey: string;
}

export interface ContractForm<Id extends RouteId, Model> {
  /** For `[formField]`. */
  readonly fields: FieldTree<Model>;
  readonly value: Signal<Model>;
  /** On its way: a second press does nothing. */
  readonly busy: Signal<boolean>;
  /** What the API refuses and no field is to blame for. */
  readonly problem: WritableSignal<string>;
  /**
   * Checks by the contract and sends. The first wrong field gets the focus; what the API refuses lands at its field, anything else in `problem`. `about` is what
   * the body does not say: the id of what is changed. True when it went through: then nothing is unsaved any more.
   */
  send(act: (sent: Sent<Id>) => Promise<unknown>, about?: unknown): Promise<boolean>;
  /** Begins anew, with nothing touched. */
  reset(value?: Model): void;
}

/** A refusal of the API, at the field it is about, as long as that holds what was refused. */
interface Refusal {
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
}

/**
 * The one way of a form to the API, in both apps: a signal form bound to the schema of its route. Call it where Angular injects. `route` may depend on what is
 * filled in; null for none, which then checks by `rules` alone. `body` may be left out where what is filled in is the body.
 */
export function contractForm<Id extends RouteId, Model extends object>(
  route: Id | (() => Id | null),
  model: WritableSignal<Model>,
  options: ContractFormOptions<Id, Model> & Required<Pick<ContractFormOptions<Id, Model>, 'body'>>,
): ContractForm<Id, Model>;
export function contractForm<Id extends RouteId, Model extends object & Draft<RouteBody<Id>>>(
  route: Id | (() => Id | null),
  model: WritableSignal<Model>,
  options?: Omit<ContractFormOptions<Id, Model>, 'body'>,
): ContractForm<Id, Model>;
export function contractForm<Id extends RouteId, Model extends object>(
  route: Id | (() => Id | null),
  model: WritableSignal<Model>,
  options: ContractFormOptions<Id, Model> = {},
): ContractForm<Id, Model> {
  return new BoundForm(route, model, options);
}

class BoundForm<Id extends RouteId, Model extends object> implements ContractForm<Id, Model> {
  readonly fields: FieldTree<Model>;
  readonly value: Signal<Model>;
  readonly problem = signal('');
  private readonly sending = signal(false);
  readonly busy = this.sending.asReadonly();
  private readonly refusals = signal<readonly Refusal[]>([]);
  private readonly intent = new IntentKey();
  private readonly route: Signal<Id | null>;
  private readonly body: Signal<unknown>;

  constructor(
    route: Id | (() => Id | null),
    model: WritableSignal<Model>,
    private readonly options: ContractFormOptions<Id, Model>,
  ) {
    this.value = model.asReadonly();
    this.route = computed(() => (typeof route === 'function' ? route() : route));
    this.body = computed(() => options.body?.(model()) ?? model());
    // Angular's types of a path are not worked out for a model that is a parameter.
    const fields = form(model as unknown as WritableSignal<object>, (path) => {
      if (options.rules) apply(path, options.rules as unknown as SchemaFn<object>);
      validateStandardSchema(path as never, () => this.standard() as never);
      validateTree(path, ({ fieldTree }) =>
        this.refusals()
          .filter((one) => valueAt(model(), one.path) === one.value)
          .map(({ path: at, message }) => ({
            kind: 'server',
            message,
            fieldTree: holderOf(fieldTree as unknown as FieldTree<unknown>, at),
          })),
      );
    });
    this.fields = fields as unknown as FieldTree<Model>;
    if (options.guard !== false) guardForm(fields as FieldTree<unknown>);
    void loadChecks();
  }

  async send(act: (sent: Sent<Id>) => Promise<unknown>, about: unknown = null): Promise<boolean> {
    if (untracked(this.sending)) return false;
    this.sending.set(true);
    this.problem.set('');
    this.refusals.set([]);
    let sent = false;
    try {
      await loadChecks();
      await submit(this.fields, {
        onInvalid: () => this.showWrong(),
        action: async () => {
          sent = await this.attempt(act, about);
          return undefined;
        },
      });
      if (sent) this.state().reset();
      else if (untracked(this.refusals).length > 0) this.showWrong();
    } finally {
      this.sending.set(false);
    }
    return sent;
  }

  reset(value?: Model): void {
    this.problem.set('');
    this.refusals.set([]);
    this.intent.renew();
    this.state().reset(value);
  }

  private async attempt(act: (sent: Sent<Id>) => Promise<unknown>, about: unknown): Promise<boolean> {
    const body = untracked(this.body) as RouteBody<Id>;
    try {
      await act({ body, idempotencyKey: this.intent.for({ route: untracked(this.route), about, body }) });
      this.intent.renew();
      return true;
    } catch (error) {
      const refusal = toApiError(error);
      if (!LOST.has(refusal.code)) this.intent.renew();
      this.land(refusal);
      return false;
    }
  }

  /** Each message goes to its field; where it names none of the form, above it. */
  private land(refusal: ApiError): void {
    const model = untracked(this.value);
    const blamed = refusal.code === 'network' ? undefined : this.options.blames?.[refusal.code];
    const fields = blamed ? { [blamed]: refusal.message } : refusal.fields;
    const named = Object.entries(fields).map(([name, message]) => {
      const path = blamed ?? this.placeOf(model, name);
      return { path, value: valueAt(model, path), message };
    });
    const placed = named.filter((one) => one.path !== '');
    this.refusals.set(placed);
    const rest = named.filter((one) => one.path === '').map((one) => one.message);
    if (placed.length === 0) this.problem.set([refusal.message, ...rest].join(' '));
    else this.problem.set(rest.join(' '));
  }

  /** The focus goes to the first wrong field of the page; what stands at no control is said above. */
  private showWrong(): void {
    const errors = untracked(() => inOwnWords(this.state().errorSummary()));
    const placed = errors.find((error) => controlOf(error.fieldTree()) !== undefined);
    const elsewhere = errors.filter((error) => controlOf(error.fieldTree()) === undefined);
    if (elsewhere.length > 0) this.problem.set(elsewhere.map((error) => error.message).join(' '));
    if (placed) focusOn(placed.fieldTree());
  }

  private placeOf(model: Model, path: string): string {
    const { names } = this.options;
    return pathInModel(model, path, typeof names === 'function' ? untracked(names) : names);
  }

  private state(): FieldState<unknown> {
    return (this.fields as FieldTree<unknown>)();
  }

  /** The contract's schema of the body, answering with paths of the form, as `validateStandardSchema` takes it. */
  private standard() {
    const route = this.route();
    if (!route) return undefined;
    return {
      '~standard': {
        version: 1 as const,
        vendor: 'yigou',
        validate: (model: Model) => {
          const issues = checkBody(route, this.body()).map(({ path, message }) => ({
            message,
            path: this.placeOf(model, path).split('.').filter(Boolean),
          }));
          return issues.length > 0 ? { issues } : { value: model };
        },
      },
    };
  }
}

/** After these it is open whether the API has done it: the next press is the same intent. */
const LOST: ReadonlySet<ApiError['code']> = new Set(['network', 'idempotency_in_progress']);

/** At one field the words that the form has for it stand in place of those of the contract's schema, as `errorOf` shows them. */
function inOwnWords(errors: readonly ValidationError.WithFieldTree[]): readonly ValidationError.WithFieldTree[] {
  const own = new Set(errors.filter(({ kind }) => kind !== 'standardSchema').map(({ fieldTree }) => fieldTree()));
  return errors.filter(({ kind, fieldTree }) => kind !== 'standardSchema' || !own.has(fieldTree()));
}

type AnyState = Pick<FieldState<unknown>, 'formFieldBindings' | 'focusBoundControl'>;

const controlOf = (state: AnyState): HTMLElement | undefined => untracked(state.formFieldBindings)[0]?.element;

/** Components of ng-zorro hold the input that takes the focus; their own element takes none. */
function focusOn(state: AnyState): void {
  state.focusBoundControl();
  const control = controlOf(state);
  if (!control || control.contains(document.activeElement)) return;
  control.querySelector<HTMLElement>('input, select, textarea, button, [tabindex]')?.focus();
}
