import { Component, input, output, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { toApiError } from '@yigou/web-data';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzModalComponent, NzModalContentDirective, NzModalService } from 'ng-zorro-antd/modal';
import { Field, FieldControl } from './field';

/** Names what an action will do and asks why, before it is done. */
@Component({
  selector: 'yg-reason-dialog',
  imports: [
    Field,
    FieldControl,
    FormsModule,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzModalComponent,
    NzModalContentDirective,
  ],
  providers: [NzModalService],
  template: `
    <nz-modal
      [nzVisible]="true"
      [nzTitle]="heading()"
      [nzWidth]="480"
      [nzFooter]="footer"
      [nzMaskClosable]="false"
      (nzOnCancel)="closed.emit()"
    >
      <form *nzModalContent id="reason-form" (ngSubmit)="submit()" [attr.aria-label]="heading()">
        @if (failure()) {
          <nz-alert nzType="error" nzShowIcon [nzMessage]="failure()" role="alert" />
        }
        @if (consequences().length > 0) {
          <ul>
            @for (one of consequences(); track one) {
              <li>{{ one }}</li>
            }
          </ul>
        }
        <yg-field control="reason" [label]="label()" [hint]="hint()" [error]="wrong()">
          <textarea
            nz-input
            ygControl
            name="reason"
            rows="3"
            maxlength="500"
            [(ngModel)]="reason"
            data-testid="reason-text"
          ></textarea>
        </yg-field>
      </form>
    </nz-modal>
    <ng-template #footer>
      <button nz-button type="button" (click)="closed.emit()">取消</button>
      <button
        nz-button
        nzType="primary"
        [nzDanger]="danger()"
        form="reason-form"
        [nzLoading]="busy()"
        data-testid="reason-submit"
      >
        {{ action() }}
      </button>
    </ng-template>
  `,
  styles: `
    form {
      display: grid;
      gap: 12px;
    }
    ul {
      margin: 0;
      padding-left: 20px;
    }
    li + li {
      margin-top: 4px;
    }
  `,
})
export class ReasonDialog {
  readonly heading = input.required<string>();
  /** What will happen, a sentence each. */
  readonly consequences = input<readonly string[]>([]);
  readonly label = input('原因');
  readonly hint = input('');
  /** Words on the button that does it. */
  readonly action = input.required<string>();
  readonly danger = input(true);
  /** Does it; a refusal is shown here, and what was typed stays. */
  readonly perform = input.required<(reason: string) => Promise<void>>();
  /** Closed without doing anything. */
  readonly closed = output();

  protected readonly reason = signal('');
  protected readonly wrong = signal('');
  protected readonly failure = signal('');
  protected readonly busy = signal(false);

  protected async submit(): Promise<void> {
    const reason = this.reason().trim();
    this.wrong.set(reason ? '' : '请填写原因');
    this.failure.set('');
    if (!reason) return;
    this.busy.set(true);
    try {
      await this.perform()(reason);
    } catch (error) {
      this.failure.set(toApiError(error).message);
    } finally {
      this.busy.set(false);
    }
  }
}
