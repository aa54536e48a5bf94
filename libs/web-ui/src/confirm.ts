import { Component, inject, Injectable, signal } from '@angular/core';
import { DialogComponent } from './dialog';

export interface ConfirmQuestion {
  readonly heading: string;
  /** What will happen, and to how much. */
  readonly text: string;
  /** The verb of the action, not “yes”. */
  readonly action: string;
  readonly keep?: string;
  readonly destructive?: boolean;
}

/** Asks before something that cannot be taken back. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  readonly question = signal<ConfirmQuestion | null>(null);
  private settle: ((answer: boolean) => void) | null = null;

  ask(question: ConfirmQuestion): Promise<boolean> {
    this.answer(false);
    this.question.set(question);
    return new Promise((resolve) => (this.settle = resolve));
  }

  answer(answer: boolean): void {
    this.settle?.(answer);
    this.settle = null;
    this.question.set(null);
  }
}

/** Stands once in the shell. */
@Component({
  selector: 'yg-confirm-outlet',
  imports: [DialogComponent],
  template: `
    @let q = confirm.question();
    <yg-dialog [open]="q !== null" [heading]="q?.heading ?? ''" (closed)="confirm.answer(false)">
      <p>{{ q?.text }}</p>
      <ng-container dialogActions>
        <button type="button" class="yg-button" (click)="confirm.answer(false)">{{ q?.keep ?? '返回' }}</button>
        <button
          type="button"
          class="yg-button"
          data-testid="confirm-action"
          [class.yg-button--alarm]="q?.destructive"
          [class.yg-button--main]="!q?.destructive"
          (click)="confirm.answer(true)"
        >
          {{ q?.action }}
        </button>
      </ng-container>
    </yg-dialog>
  `,
})
export class ConfirmOutletComponent {
  protected readonly confirm = inject(Confirm);
}
