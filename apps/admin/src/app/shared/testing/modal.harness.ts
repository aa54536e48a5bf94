import { ComponentHarness } from '@angular/cdk/testing';

/** The console's dialog. Its content stands in the overlay, so it is looked up from the document: `harnessForOverlay`. */
export class ModalHarness extends ComponentHarness {
  // Stands in the overlay, away from `yg-modal` itself.
  static readonly hostSelector = 'nz-modal-container';
  private readonly title = this.locatorForOptional('.ant-modal-title');
  private readonly body = this.locatorFor('.ant-modal-body');
  private readonly foot = this.locatorForOptional('.ant-modal-footer');
  private readonly cross = this.locatorFor('.ant-modal-close');

  async heading(): Promise<string> {
    return (await (await this.title())?.text()) ?? '';
  }
  async name(): Promise<string | null> {
    return (await this.host()).getAttribute('aria-label');
  }
  async role(): Promise<string | null> {
    return (await this.host()).getAttribute('role');
  }
  async content(): Promise<string> {
    return (await this.body()).text();
  }
  /** Words of its buttons; null when it has no foot. */
  async actions(): Promise<string | null> {
    return (await (await this.foot())?.text()) ?? null;
  }
  async nameOfCross(): Promise<string | null> {
    return (await this.cross()).getAttribute('aria-label');
  }
  /** Presses the cross. */
  async close(): Promise<void> {
    await (await this.cross()).click();
  }
  /** Clicks beside it. */
  async clickBeside(): Promise<void> {
    await (await this.host()).dispatchEvent('mousedown');
    await (await this.host()).click();
  }
}
