import { Component, inject, input, linkedSignal, output } from '@angular/core';
import { Router } from '@angular/router';
import { writtenNumbers } from '@yigou/contracts/labels';
import { IconComponent } from '@yigou/web-ui';

/** One field for the number that is printed on a package. */
@Component({
  selector: 'app-verify-field',
  imports: [IconComponent],
  template: `
    <form role="search" (submit)="verify($event)">
      <label for="certificate-number">证书编号</label>
      <div>
        <span class="box">
          <yg-icon name="search" />
          <input
            id="certificate-number"
            class="yg-input"
            maxlength="64"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            placeholder="印在包装、产品页或证书上"
            data-testid="certificate-number"
            [value]="typed()"
            (input)="typed.set($any($event.target).value)"
          />
        </span>
        <button
          type="submit"
          class="yg-button yg-button--main"
          data-testid="certificate-verify"
          [disabled]="!typed().trim()"
        >
          查验
        </button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 6px;
    }
    label {
      font-weight: 500;
    }
    div {
      display: flex;
      gap: 10px;
    }
    .box {
      position: relative;
      flex: 1;
      min-width: 0;
    }
    yg-icon {
      position: absolute;
      inset: 14px auto auto 14px;
      color: var(--yg-muted);
    }
    input {
      min-height: 48px;
      padding-inline-start: 44px;
      letter-spacing: 0.5px;
    }
    button {
      flex: none;
      min-height: 48px;
    }
    @media print {
      :host {
        display: none;
      }
    }
  `,
})
export class VerifyFieldComponent {
  private readonly router = inject(Router);

  readonly number = input('');
  /** The number on screen was asked for again. */
  readonly again = output<void>();
  protected readonly typed = linkedSignal(() => this.number());

  protected verify(event: Event): void {
    event.preventDefault();
    // What was pasted may be the whole address of a QR code: the second is what stands in it.
    const [typed, number = typed] = writtenNumbers(this.typed());
    if (!number) return;
    if (number === this.number()) this.again.emit();
    else void this.router.navigate(['/certificates', number]);
  }
}
