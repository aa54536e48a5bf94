import { ComponentHarness } from '@angular/cdk/testing';

/** `yg-text-field`: a field of text of a form that saves as it goes. */
export class TextFieldHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-text-field';
  private readonly control = this.locatorFor('input, textarea');
  private readonly area = this.locatorForOptional('textarea');
  private readonly remark = this.locatorForOptional('.hint');
  private readonly wrong = this.locatorForOptional('.error');

  async takesLines(): Promise<boolean> {
    return (await this.area()) !== null;
  }
  async hint(): Promise<string | null> {
    return (await (await this.remark())?.text()) ?? null;
  }
  /** What the form finds wrong, else what a reviewer or the API said of it. */
  async said(): Promise<string | null> {
    return (await (await this.wrong())?.text()) ?? null;
  }
  async value(): Promise<string> {
    return (await this.control()).getProperty<string>('value');
  }
  /** Types and goes on to the next field. */
  async type(words: string): Promise<void> {
    const control = await this.control();
    await control.setInputValue(words);
    await control.dispatchEvent('input');
    await control.dispatchEvent('blur');
  }
}
