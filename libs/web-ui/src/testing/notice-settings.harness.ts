import { ComponentHarness } from '@angular/cdk/testing';

/** How one wants to be told: kinds that are mailed, quiet hours, and saving them. */
export class NoticeSettingsHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-notice-settings';
  private readonly form = this.locatorFor('form');
  private readonly boxes = this.locatorForAll('input[type="checkbox"]');
  private readonly times = this.locatorForAll('input[type="time"]');

  async words(): Promise<string> {
    return (await this.host()).text();
  }
  /** What is ticked: codes of kinds, and `quiet`. */
  async ticked(): Promise<string[]> {
    const names: string[] = [];
    for (const box of await this.boxes())
      if (await box.getProperty<boolean>('checked')) names.push((await box.getAttribute('data-testid')) ?? '');
    return names;
  }
  async press(name: string): Promise<void> {
    for (const box of await this.boxes()) if ((await box.getAttribute('data-testid')) === name) return box.click();
    throw new Error(`no box ${name}`);
  }
  /** From and to; none while no quiet hours are wanted. */
  async hours(): Promise<string[]> {
    return Promise.all((await this.times()).map((time) => time.getProperty<string>('value')));
  }
  async save(): Promise<void> {
    await (await this.form()).dispatchEvent('submit');
  }
}
