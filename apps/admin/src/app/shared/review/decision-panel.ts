import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import { FormField, maxLength, validate } from '@angular/forms/signals';
import type { EvidenceView, RouteBody } from '@yigou/contracts';
import type { ReviewDecision } from '@yigou/contracts/labels';
import { type ApiError, toApiError } from '@yigou/web-data';
import {
  contractForm,
  EvidenceUploadComponent,
  FieldComponent,
  FieldInputDirective,
  guardLeaving,
} from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { ReviewDraft } from './review-draft';

/** Both offices that decide, over an application and over a supplier's file, send the same. */
export type DecisionBody = RouteBody<'decideReview'> & RouteBody<'decideAdmission'>;
/** What one decision is called here, what it will do, and sentences that are often written. */
export interface DecisionChoice {
  readonly decision: ReviewDecision;
  readonly label: string;
  readonly effect: string;
  readonly quick: readonly string[];
}

/** Stays at the foot of the page while form and evidence are read: choose, say why, send. Needs a `ReviewDraft` from its page. */
@Component({
  selector: 'yg-decision-panel',
  imports: [
    EvidenceUploadComponent,
    FieldComponent,
    FieldInputDirective,
    FormField,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
  ],
  templateUrl: './decision-panel.html',
  styleUrl: './decision-panel.css',
})
export class DecisionPanel {
  readonly choices = input.required<readonly DecisionChoice[]>();
  /** Why nothing can be decided here; null when it can. */
  readonly why = input.required<string | null>();
  /** The case is free and can be taken up. */
  readonly claimable = input(false);
  /** Who has it, in a sentence. */
  readonly holder = input('');
  readonly route = input.required<'decideReview' | 'decideAdmission'>();
  /** Of the file that is in view. */
  readonly version = input.required<number>();
  readonly send = input.required<(body: DecisionBody, key: string) => Promise<void>>();
  readonly claim = output();
  /** The API refused; the page reloads where somebody else was faster. */
  readonly refused = output<ApiError>();

  protected readonly draft = inject(ReviewDraft);
  protected readonly form = contractForm(() => this.route(), this.draft.said, {
    // Notes at the fields are unsaved work too: see below.
    guard: false,
    body: ({ reason }) => ({
      decision: this.draft.decision(),
      reason,
      version: this.version(),
      fieldNotes: this.draft.decision() === 'return' ? this.draft.written() : {},
      evidenceIds: this.draft.evidence().map((file) => file.id),
    }),
    rules: ({ reason }) => {
      maxLength(reason, 500, { message: '最多 500 个字' });
      validate(reason, ({ value }) =>
        value().trim() ? undefined : { kind: 'required', message: '请填写审核意见，申请人会看到。' },
      );
    },
  });
  protected readonly chosen = computed(() => this.choices().find((one) => one.decision === this.draft.decision()));
  protected readonly notes = computed(() => Object.keys(this.draft.written()).length);
  private readonly words = viewChild<ElementRef<HTMLTextAreaElement>>('words');

  constructor() {
    const written = computed(
      () => this.draft.said().reason.trim() !== '' || Object.keys(this.draft.written()).length > 0,
    );
    guardLeaving(computed(() => written() && !this.form.busy()));
    effect(() => {
      this.draft.decision();
      untracked(() => {
        this.form.problem.set('');
        this.form.fields().reset();
      });
      this.words()?.nativeElement.focus({ preventScroll: true });
    });
  }

  protected choose(decision: ReviewDecision): void {
    this.draft.decision.update((before) => (before === decision ? null : decision));
  }

  protected add(sentence: string): void {
    const reason = this.form.fields.reason();
    const before = reason.value().trim();
    if (before.includes(sentence)) return;
    reason.controlValue.set(before ? `${before.replace(/。$/, '')}；${sentence}` : sentence);
  }

  protected setFiles(files: readonly EvidenceView[]): void {
    this.draft.evidence.set(files);
  }

  protected async submit(): Promise<void> {
    await this.form.send(async ({ body, idempotencyKey }) => {
      try {
        await this.send()(body, idempotencyKey);
      } catch (error) {
        this.refused.emit(toApiError(error));
        throw error;
      }
    });
  }
}
