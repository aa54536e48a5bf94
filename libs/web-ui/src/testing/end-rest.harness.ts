import { ComponentHarness } from '@angular/cdk/testing';
import { FactListHarness } from './facts.harness';
import { QuantityStepperHarness } from './quantity-stepper.harness';

/** Ending the rest of an order: pieces, a reason, and once more before it is sent. */
export class EndRestHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-end-rest';
  private readonly form = this.locatorFor('form');
  private readonly buttons = this.locatorForAll('button');
  private readonly refundOf = this.locatorFor('[data-testid="end-rest-refund"]');
  private readonly problemOf = this.locatorForOptional('[data-testid="end-rest-problem"]');
  readonly pieces = this.locatorForAll(QuantityStepperHarness);
  readonly sums = this.locatorFor(FactListHarness);

  async words(): Promise<string> {
    return (await this.host()).text();
  }
  async refund(): Promise<string> {
    return (await this.refundOf()).text();
  }
  /** Why it was refused; null while it was not. */
  async problem(): Promise<string | null> {
    return (await (await this.problemOf())?.text()) ?? null;
  }
  async isChoosing(): Promise<boolean> {
    return (await this.pieces()).length > 0;
  }
  /** Presses the button whose words begin so; what sends the form, sends it. */
  async press(words: string): Promise<void> {
    for (const button of await this.buttons()) {
      if (!(await button.text()).startsWith(words)) continue;
      if ((await button.getAttribute('type')) === 'submit') await (await this.form()).dispatchEvent('submit');
      else await button.click();
      return;
    }
    throw new Error(`no button ${words}`);
  }
}
