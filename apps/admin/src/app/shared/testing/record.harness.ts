import { ComponentHarness } from '@angular/cdk/testing';

/** A part of a record. */
export class RecordSectionHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-record-section';
  private readonly section = this.locatorFor('section');
  private readonly title = this.locatorFor('h2 > span');

  async heading(): Promise<string> {
    return (await this.title()).text();
  }
  /** Whether a screen reader names the part by its heading. */
  async isNamedByHeading(): Promise<boolean> {
    const id = await (await this.title()).getAttribute('id');
    return id !== null && (await (await this.section()).getAttribute('aria-labelledby')) === id;
  }
}

/** One record: its head, its sections, or why there are none. */
export class RecordHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-record';
  private readonly head = this.locatorForOptional('yg-record-head');
  private readonly title = this.locatorForOptional('yg-record-head h1');
  private readonly actionBox = this.locatorForOptional('yg-record-head .actions');
  private readonly waiting = this.locatorForOptional('[role="status"]');
  private readonly body = this.locatorForOptional('[aria-busy]');
  private readonly gone = this.locatorForOptional('[data-testid="record-gone"]');
  private readonly elsewhere = this.locatorForOptional('[data-testid="record-elsewhere"]');
  private readonly failure = this.locatorForOptional('yg-load-error');
  private readonly retryButton = this.locatorFor('yg-load-error button');
  /** Its parts, in their order. */
  readonly sections = this.locatorForAll(RecordSectionHarness);

  async heading(): Promise<string | null> {
    return (await (await this.title())?.text()) ?? null;
  }
  /** State and actions as they are read. */
  async headWords(): Promise<string | null> {
    return (await (await this.head())?.text()) ?? null;
  }
  async actions(): Promise<string> {
    return (await (await this.actionBox())?.text()) ?? '';
  }
  /** What stands in place of the record, or above one that could not be read again; null while all is well. */
  async state(): Promise<'loading' | 'gone' | 'elsewhere' | 'failed' | null> {
    if (await this.gone()) return 'gone';
    if (await this.failure()) return 'failed';
    if (await this.waiting()) return 'loading';
    return (await this.elsewhere()) ? 'elsewhere' : null;
  }
  async words(): Promise<string> {
    return (await this.host()).text();
  }
  async isBusy(): Promise<boolean> {
    return (await (await this.body())?.getAttribute('aria-busy')) === 'true';
  }
  async retry(): Promise<void> {
    await (await this.retryButton()).click();
  }
}
