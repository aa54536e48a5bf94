import { ComponentHarness } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';

/** What a person sees of an upload of evidence and does with it. */
export class EvidenceUploadHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-evidence-upload';

  private readonly field = this.locatorForOptional('input[type="file"]');
  private readonly status = this.locatorFor('[role="status"]');
  private readonly stored = this.locatorForAll('[data-testid="evidence-file"]');
  private readonly underway = this.locatorForAll('[data-testid="evidence-sending"]');

  /** Chooses files as the dialog of the browser would. */
  async choose(...files: File[]): Promise<void> {
    const field = await this.field();
    if (!field) throw new Error('no more files are taken');
    Object.defineProperty(TestbedHarnessEnvironment.getNativeElement(field), 'files', {
      value: files,
      configurable: true,
    });
    await field.dispatchEvent('change');
  }

  /** Drops files on the place for them. */
  async drop(...files: File[]): Promise<void> {
    const place = await this.locatorFor('.drop')();
    const event = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), { dataTransfer: { files } });
    TestbedHarnessEnvironment.getNativeElement(place).dispatchEvent(event);
    await this.forceStabilize();
  }

  async takesMore(): Promise<boolean> {
    return (await this.field()) !== null;
  }

  /** Accessible name of the field. */
  async label(): Promise<string | null> {
    return (await (await this.field())?.getAttribute('aria-label')) ?? null;
  }

  async fieldIsFocused(): Promise<boolean> {
    return (await (await this.field())?.isFocused()) ?? false;
  }

  /** What a screen reader has been told last. */
  async said(): Promise<string> {
    return (await this.status()).text();
  }

  /** Words of each stored file. */
  async files(): Promise<string[]> {
    return Promise.all((await this.stored()).map((item) => item.text()));
  }

  /** Words of each file that is on its way or was refused. */
  async sending(): Promise<string[]> {
    return Promise.all((await this.underway()).map((item) => item.text()));
  }

  /** Percent that the bar of a file on its way shows; null where it has none. */
  async percent(): Promise<number | null> {
    const bar = await this.locatorForOptional('progress')();
    return bar ? bar.getProperty<number>('value') : null;
  }

  /** Presses a button by the name that it has for everybody. */
  async press(name: string): Promise<void> {
    const button = await this.locatorForOptional(`button[aria-label="${name}"]`)();
    if (!button) throw new Error(`no button ${name}`);
    await button.focus();
    await button.click();
  }

  async offers(name: string): Promise<boolean> {
    return (await this.locatorForOptional(`button[aria-label="${name}"]`)()) !== null;
  }
}
