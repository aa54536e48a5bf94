import { ComponentHarness } from '@angular/cdk/testing';

/** `yg-unit-select`: a budget unit by words of its name; its list is ng-zorro's. */
export class UnitSelectHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-unit-select';
  private readonly input = this.locatorFor('input');
  private readonly chosen = this.locatorForOptional('nz-select-item');

  async name(): Promise<string | null> {
    return (await this.input()).getAttribute('aria-label');
  }
  async value(): Promise<string | null> {
    return (await (await this.chosen())?.text()) ?? null;
  }
}
