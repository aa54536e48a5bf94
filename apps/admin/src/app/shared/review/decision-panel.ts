import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { FormsModule } from '@angular/forms';
import type { EvidenceView } from '@yigou/contracts';
import type { ReviewDecision } from '@yigou/contracts/labels';
import { type ApiError, IntentKey, toApiError } from '@yigou/web-data';
import { EvidenceUploadComponent, guardLeaving } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Field, FieldControl } from '../field';
import { ReviewDraft } from './review-draft';

export interface DecisionBody {
  readonly decision: ReviewDecision;
  readonly reason: string;
  readonly fieldNotes: Record<string, string>;
  readonly evidenceIds: string[];
}
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
    Field,
    FieldControl,
    FormsModule,
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
  readonly send = input.required<(body: DecisionBody, key: string) => Promise<void>>();
  readonly claim = output();
  /** The API refused; the page reloads where somebody else was faster. */
  readonly refused = output<ApiError>();

  protected readonly draft = inject(ReviewDraft);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly wrong = signal('');
  protected readonly chosen = computed(() => this.choices().find((one) => one.decision === this.draft.decision()));
  protected readonly notes = computed(() => Object.keys(this.draft.written()).length);
  private readonly words = viewChild<ElementRef<HTMLTextAreaElement>>('words');
  /** A repeated press after a lost answer must not decide twice. */
  private readonly intent = new IntentKey();

  constructor() {
    const written = computed(() => this.draft.reason().trim() !== '' || Object.keys(this.draft.written()).length > 0);
    guardLeaving(computed(() => written() && !this.busy()));
    effect(() => {
      this.draft.decision();
      untracked(() => {
        this.failure.set('');
        this.wrong.set('');
      });
      this.words()?.nativeElement.focus({ preventScroll: true });
    });
  }

  protected choose(decision: ReviewDecision): void {
    this.draft.decision.update((before) => (before === decision ? null : decision));
  }

  protected add(sentence: string): void {
    this.draft.reason.update((before) =>
      before.includes(sentence)
        ? before
        : before.trim()
          ? `${before.trim().replace(/。$/, '')}；${sentence}`
          : sentence,
    );
  }

  protected setFiles(files: readonly EvidenceView[]): void {
    this.draft.evidence.set(files);
  }

  protected async submit(): Promise<void> {
    const decision = this.draft.decision();
    if (!decision || this.busy()) return;
    const reason = this.draft.reason().trim();
    this.failure.set('');
    this.wrong.set(reason ? '' : '请填写审核意见，申请人会看到。');
    if (!reason) return;
    const body: DecisionBody = {
      decision,
      reason,
      fieldNotes: decision === 'return' ? this.draft.written() : {},
      evidenceIds: this.draft.evidence().map((file) => file.id),
    };
    this.busy.set(true);
    try {
      await this.send()(body, this.intent.for(body));
    } catch (error) {
      const refused = toApiError(error);
      if (refused.code !== 'network') this.intent.renew();
      this.failure.set([refused.message, ...Object.values(refused.fields)].join(' '));
      this.refused.emit(refused);
    } finally {
      this.busy.set(false);
    }
  }
}
