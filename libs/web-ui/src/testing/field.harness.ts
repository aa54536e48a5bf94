import { ComponentHarness } from '@angular/cdk/testing';

/** `yg-field`: one control with its label, and its hint or what is wrong with it. */
export class FieldHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-field';
  private readonly tag = this.locatorFor('label');
  private readonly control = this.locatorFor('input, select, textarea, button');
  private readonly remark = this.locatorForOptional('.hint');
  private readonly wrong = this.locatorForOptional('.error[role="alert"]');

  /** As it is read, with 选填 where the field may stay empty. */
  async label(): Promise<string> {
    return (await (await this.tag()).text()).replace(/\s+/g, ' ').trim();
  }
  async labelIsSeen(): Promise<boolean> {
    return !(await (await this.tag()).hasClass('quiet'));
  }
  /** Whether a click on the label goes to the control, and a screen reader names the control by it. */
  async namesControl(): Promise<boolean> {
    const id = await (await this.control()).getAttribute('id');
    return id !== null && (await (await this.tag()).getAttribute('for')) === id;
  }
  async hint(): Promise<string | null> {
    return (await (await this.remark())?.text()) ?? null;
  }
  async error(): Promise<string | null> {
    return (await (await this.wrong())?.text()) ?? null;
  }
  /** What a screen reader says of the control beyond its name. */
  async described(): Promise<string | null> {
    const id = await (await this.control()).getAttribute('aria-describedby');
    const words = id === null ? null : await this.locatorForOptional(`[id="${id}"]`)();
    return (await words?.text()) ?? null;
  }
  async isInvalid(): Promise<boolean> {
    return (await (await this.control()).getAttribute('aria-invalid')) === 'true';
  }
  async type(words: string): Promise<void> {
    await (await this.control()).setInputValue(words);
    await (await this.control()).dispatchEvent('input');
  }
}
