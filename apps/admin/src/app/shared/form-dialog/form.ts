import type { Type } from '@angular/core';
import type { EvidenceView, RouteBody, RouteId } from '@yigou/contracts';
import type { Draft, Sent } from '@yigou/web-ui';

/** What a field may hold: words, nothing picked, a tick, a list of codes, files. */
export type FormValue = string | null | boolean | readonly string[] | readonly EvidenceView[];

export interface FormField {
  readonly key: string;
  readonly label: string;
  readonly kind:
    | 'text'
    | 'area'
    | 'number'
    | 'date'
    | 'choice'
    | 'select'
    | 'check'
    | 'multi'
    | 'region'
    | 'category'
    | 'unit'
    | 'evidence';
  readonly hint?: string;
  readonly optional?: boolean;
  /** Code → words, for choice, select and multi. */
  readonly options?: Readonly<Record<string, string>>;
  /** Sentences that are written into the field by one press. */
  readonly quick?: readonly string[];
  readonly max?: number;
  readonly initial?: FormValue;
  /** Left out, and not sent, where this says no. */
  readonly shown?: (values: FormValues) => boolean;
}

/** A dialog as data: what it asks, what it will do in words, and how it is sent. */
export interface FormConfig {
  readonly heading: string;
  readonly testId: string;
  /** What will happen, and to what, before it is done. */
  readonly intro?: string | ((values: FormValues) => string);
  /** What else is to be seen before it is decided, below the words: a component of ours and what it is given. Null: nothing. */
  readonly about?: (values: FormValues) => FormAbout | null;
  readonly fields: readonly FormField[];
  /** The verb on the button. */
  readonly action: string | ((values: FormValues) => string);
  readonly danger?: boolean | ((values: FormValues) => boolean);
  /** Key of a field → what is wrong, beyond what is empty and what the contract says. */
  readonly check?: (values: FormValues) => Readonly<Record<string, string | undefined>>;
  /** The route whose schema checks the body before it is sent; see `sendsTo`. Null where nothing is asked that could be wrong. */
  readonly contract: FormContract | null;
  /** Sends it under the given Idempotency-Key and answers the sentence that is shown afterwards. */
  readonly send: (values: FormValues, key: string) => Promise<string>;
}
export interface FormAbout {
  /** The same function as long as it is the same component. */
  readonly load: () => Promise<Type<unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
}
export interface FormContract {
  readonly route: RouteId;
  readonly body: (values: FormValues) => unknown;
  /** Path in the body → key of the field, where they differ. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Binds a dialog to its route: the contract's schema checks the body, `act` gives it to the API and answers the sentence that is shown afterwards. */
export function sendsTo<Id extends RouteId>(
  route: Id,
  body: (values: FormValues) => Draft<RouteBody<Id>>,
  act: (sent: Sent<Id>, values: FormValues) => Promise<string>,
  names?: FormContract['names'],
): Pick<FormConfig, 'contract' | 'send'> {
  return {
    contract: { route, body, ...(names && { names }) },
    // The schema has let it through: it is whole.
    send: (values, idempotencyKey) => act({ body: body(values) as RouteBody<Id>, idempotencyKey }, values),
  };
}

/** What was filled in, read in the shape that a body needs. */
export class FormValues {
  constructor(readonly raw: Readonly<Record<string, FormValue>>) {}

  static initial(fields: readonly FormField[]): FormValues {
    return new FormValues(Object.fromEntries(fields.map((field) => [field.key, field.initial || emptyOf(field)])));
  }

  with(key: string, value: FormValue): FormValues {
    return new FormValues({ ...this.raw, [key]: value });
  }

  text(key: string): string {
    const value = this.raw[key];
    return typeof value === 'string' ? value.trim() : '';
  }

  textOrNull(key: string): string | null {
    return this.text(key) || null;
  }

  flag(key: string): boolean {
    return this.raw[key] === true;
  }

  /** A whole number; NaN when it is none. */
  number(key: string): number {
    const text = this.text(key);
    return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  }

  list(key: string): string[] {
    const value = this.raw[key];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  files(key: string): EvidenceView[] {
    const value = this.raw[key];
    return Array.isArray(value) ? value.filter((item): item is EvidenceView => typeof item === 'object') : [];
  }

  fileIds(key: string): string[] {
    return this.files(key).map((file) => file.id);
  }
}

/** Their control shows an empty word as if it were picked. */
const PICKED: readonly FormField['kind'][] = ['select', 'category', 'region', 'unit'];

function emptyOf(field: FormField): FormValue {
  if (field.kind === 'check') return false;
  if (PICKED.includes(field.kind)) return null;
  return field.kind === 'multi' || field.kind === 'evidence' ? [] : '';
}

/** The most characters a field of words takes. */
export function limitOf(config: FormConfig, key: string): number | undefined {
  const field = config.fields.find((one) => one.key === key);
  if (field?.kind === 'area') return field.max ?? 500;
  return field?.kind === 'text' || field?.kind === 'number' ? (field.max ?? 200) : undefined;
}

export const shownFields = (config: FormConfig, values: FormValues): FormField[] =>
  config.fields.filter((field) => field.shown?.(values) ?? true);

/** Key of a field → what is wrong with it; empty when all may be sent. */
export function checkForm(config: FormConfig, values: FormValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [key, wrong] of Object.entries(config.check?.(values) ?? {})) if (wrong) errors[key] = wrong;
  for (const field of shownFields(config, values)) {
    const wrong = checkField(field, values);
    if (wrong) errors[field.key] = wrong;
  }
  return errors;
}

/** What an empty field is told. */
export const missingOf = ({ kind, label }: FormField): string => `请${VERBS[kind] ?? '填写'}${label}`;

function checkField(field: FormField, values: FormValues): string | null {
  if (field.kind === 'check') return null;
  const empty =
    field.kind === 'multi'
      ? values.list(field.key).length === 0
      : field.kind === 'evidence'
        ? values.files(field.key).length === 0
        : values.text(field.key) === '';
  if (empty) return field.optional ? null : missingOf(field);
  if (field.kind === 'number' && Number.isNaN(values.number(field.key))) return `${field.label}应为整数`;
  return null;
}
const VERBS: Partial<Record<FormField['kind'], string>> = {
  choice: '选择',
  select: '选择',
  multi: '选择',
  region: '选择',
  category: '选择',
  unit: '选择',
  date: '选择',
  evidence: '上传',
};
