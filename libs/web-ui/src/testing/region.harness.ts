import { ComponentHarness } from '@angular/cdk/testing';
import { DialogHarness } from './dialog.harness';

export class RegionPickerHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-region-picker';
  private readonly grid = this.locatorForAll('[data-testid="region-grid"] button');
  private readonly trailButtons = this.locatorForAll('.trail button');
  private readonly whole = this.locatorForOptional('.whole');
  private readonly hits = this.locatorForAll('[data-testid="region-hit"]');
  private readonly field = this.locatorFor('[data-testid="region-search"]');
  private readonly none = this.locatorForOptional('.none');

  async places(): Promise<string[]> {
    return Promise.all((await this.grid()).map((one) => one.text()));
  }
  async trail(): Promise<string[]> {
    return Promise.all((await this.trailButtons()).map((one) => one.text()));
  }
  /** The place marked as chosen. */
  async pressed(): Promise<string | null> {
    for (const one of await this.grid()) if ((await one.getAttribute('aria-pressed')) === 'true') return one.text();
    return null;
  }
  async choose(name: string): Promise<void> {
    for (const one of await this.grid()) if ((await one.text()) === name) return one.click();
    throw new Error(`no place ${name}`);
  }
  /** All of what is open; nothing where a county is needed. */
  async chooseWhole(): Promise<void> {
    await (await this.whole())?.click();
  }
  async offersWhole(): Promise<boolean> {
    return (await this.whole()) !== null;
  }
  /** Back to a step of the trail. */
  async back(step: number): Promise<void> {
    await (await this.trailButtons())[step]?.click();
  }
  async search(words: string): Promise<void> {
    await (await this.field()).setInputValue(words);
    await (await this.field()).dispatchEvent('input');
  }
  async found(): Promise<string[]> {
    return Promise.all((await this.hits()).map((one) => one.text()));
  }
  async chooseHit(index: number): Promise<void> {
    await (await this.hits())[index]?.click();
  }
  async nothing(): Promise<string | null> {
    return (await (await this.none())?.text()) ?? null;
  }
}

/** `yg-region-field`: the button that opens the picker. */
export class RegionFieldHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-region-field';
  private readonly opener = this.locatorFor('button.opener');
  readonly dialog = this.locatorFor(DialogHarness);
  readonly picker = this.locatorForOptional(RegionPickerHarness);

  async name(): Promise<string | null> {
    return (await this.opener()).getAttribute('aria-label');
  }
  async isInvalid(): Promise<boolean> {
    return (await (await this.opener()).getAttribute('aria-invalid')) === 'true';
  }
  async open(): Promise<void> {
    await (await this.opener()).click();
  }
}
