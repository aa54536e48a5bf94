import { ComponentHarness, TestKey } from '@angular/cdk/testing';

export class QuantityStepperHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-quantity-stepper';
  private readonly less = this.locatorFor('button[aria-label="减少一件"]');
  private readonly more = this.locatorFor('button[aria-label="增加一件"]');
  private readonly field = this.locatorFor('input');

  async value(): Promise<string> {
    return (await this.field()).getProperty('value');
  }
  async name(): Promise<string | null> {
    return (await this.field()).getAttribute('aria-label');
  }
  /** Which of less, the field and more can be used. */
  async usable(): Promise<{ less: boolean; field: boolean; more: boolean }> {
    const off = async (one: Promise<{ getProperty<T>(name: string): Promise<T> }>) =>
      !(await (await one).getProperty<boolean>('disabled'));
    return { less: await off(this.less()), field: await off(this.field()), more: await off(this.more()) };
  }
  async decrease(): Promise<void> {
    await (await this.less()).click();
  }
  async increase(): Promise<void> {
    await (await this.more()).click();
  }
  async press(key: 'up' | 'down'): Promise<void> {
    await (await this.field()).sendKeys(key === 'up' ? TestKey.UP_ARROW : TestKey.DOWN_ARROW);
  }
  /** Types over what stands there and leaves the field. */
  async type(words: string): Promise<void> {
    const field = await this.field();
    await field.setInputValue(words);
    await field.dispatchEvent('change');
  }
}
