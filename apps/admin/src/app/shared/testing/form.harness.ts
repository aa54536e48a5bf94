import { ComponentHarness } from '@angular/cdk/testing';
import { ModalHarness } from './modal.harness';

/** `yg-form-fields`: what a form that is given as data asks. */
export class FormFieldsHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-form-fields';
  private readonly top = this.locatorForOptional('[data-testid="form-failure"]');
  private readonly labels = this.locatorForAll('yg-field > label, legend, p.label, :scope > label.tick > span');
  private readonly wrong = this.locatorForAll('.error, .wrong');
  private readonly sentences = this.locatorForAll('.quick button');
  private readonly ticks = this.locatorForAll('label.tick');

  /** Labels of what is asked, in the order of the page. */
  async asked(): Promise<string[]> {
    return Promise.all((await this.labels()).map(async (one) => (await one.text()).replace(/\s+/g, ' ').trim()));
  }
  /** What is wrong at the fields, in the order of the page. */
  async errors(): Promise<string[]> {
    return Promise.all((await this.wrong()).map((one) => one.text()));
  }
  /** What is said above all fields. */
  async summary(): Promise<string | null> {
    return (await (await this.top())?.text())?.trim() ?? null;
  }
  async type(key: string, words: string): Promise<void> {
    const field = await this.locatorFor(`[data-testid="field-${key}"]`)();
    await field.setInputValue(words);
    await field.dispatchEvent('input');
  }
  async value(key: string): Promise<string> {
    return (await this.locatorFor(`[data-testid="field-${key}"]`)()).getProperty<string>('value');
  }
  async hasFocus(key: string): Promise<boolean> {
    return (await this.locatorFor(`[data-testid="field-${key}"]`)()).isFocused();
  }
  async choose(code: string): Promise<void> {
    await (await this.locatorFor(`[data-testid="choice-${code}"]`)()).click();
  }
  async isChosen(code: string): Promise<boolean> {
    return (await this.locatorFor(`[data-testid="choice-${code}"]`)()).getProperty<boolean>('checked');
  }
  /** Ticks or unticks by the words beside the box. */
  async tick(words: string): Promise<void> {
    for (const one of await this.ticks()) if ((await one.text()).includes(words)) return one.click();
    throw new Error(`no box ${words}`);
  }
  /** Presses a sentence that is written into a field. */
  async say(sentence: string): Promise<void> {
    for (const one of await this.sentences()) if ((await one.text()) === sentence) return one.click();
    throw new Error(`no sentence ${sentence}`);
  }
}

/** The dialog of a decision, looked up from the document. */
export class FormDialogHarness extends ModalHarness {
  // Stands in the overlay, away from `yg-form-dialog` itself.
  private readonly words = this.locatorForOptional('.intro');
  private readonly buttons = this.locatorForAll('.ant-modal-footer button');
  readonly fields = this.locatorFor(FormFieldsHarness);

  /** What will happen, before it is done. */
  async intro(): Promise<string | null> {
    return (await (await this.words())?.text()) ?? null;
  }
  async send(): Promise<void> {
    await (await this.buttons())[1]?.click();
  }
  async cancel(): Promise<void> {
    await (await this.buttons())[0]?.click();
  }
}
