import { ComponentHarness } from '@angular/cdk/testing';

/** `yg-sheet-import`: a spreadsheet that is looked at before anything is done. */
export class SheetImportHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-sheet-import';
  private readonly input = this.locatorFor('input[type="file"]');
  private readonly alert = this.locatorForOptional('[data-testid="sheet-failure"]');
  private readonly rows = this.locatorForAll('tbody tr');

  /** Where a file is given to it. */
  async takes(): Promise<string | null> {
    return (await this.input()).getAttribute('accept');
  }
  async failure(): Promise<string | null> {
    return (await (await this.alert())?.text()) ?? null;
  }
  /** How many rows the preview lists. */
  async listed(): Promise<number> {
    return (await this.rows()).length;
  }
}
