import { ComponentHarness } from '@angular/cdk/testing';

/** How a file was understood, and which column is which. */
export class TableReadingHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-table-reading';
  private readonly labels = this.locatorForAll('.fields label');
  private readonly selects = this.locatorForAll('.fields select');
  private readonly fields = this.locatorForAll('.fields li');
  private readonly free = this.locatorForAll('.free li');
  private readonly form = this.locatorFor('form');
  private readonly apply = this.locatorFor('[data-testid="reading-apply"]');
  private readonly forget = this.locatorForOptional('[data-testid="reading-forget"]');
  private readonly adjusting = this.locatorFor('[data-testid="reading-columns"]');

  /** What it says of a part: `sum`, `missing`, `renamed`, `unread`, `sheets`, `skipped`; null where it says nothing. */
  async says(part: string): Promise<string | null> {
    return (await (await this.locatorForOptional(`[data-testid="reading-${part}"]`)())?.text()) ?? null;
  }
  async isAdjusting(): Promise<boolean> {
    return (await this.adjusting()).getProperty<boolean>('open');
  }
  /** Columns that no field is read from. */
  async left(): Promise<string[]> {
    return Promise.all((await this.free()).map((one) => one.text()));
  }
  /** Field → place of its column, empty for none. */
  async chosen(): Promise<Record<string, string>> {
    const [labels, selects] = await Promise.all([this.labels(), this.selects()]);
    const entries = labels.map(async (label, at) => [await label.text(), await selects[at]!.getProperty('value')]);
    return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
  }
  /** By the keyboard: the place of a column, -1 for none. */
  async choose(field: number, place: number): Promise<void> {
    await (await this.selects())[field]?.selectOptions(place + 1);
  }
  async drag(column: number, field: number): Promise<void> {
    await (await this.free())[column]?.dispatchEvent('dragstart');
    await (await this.fields())[field]?.dispatchEvent('drop');
  }
  async canApply(): Promise<boolean> {
    return !(await (await this.apply()).getProperty<boolean>('disabled'));
  }
  async send(): Promise<void> {
    await (await this.form()).dispatchEvent('submit');
  }
  async forgets(): Promise<void> {
    await (await this.forget())?.click();
  }
}
