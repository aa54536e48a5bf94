import { ComponentHarness } from '@angular/cdk/testing';

/** What came in from the edge, looked up from the document. */
export class DrawerHarness extends ComponentHarness {
  // Stands in the overlay, away from `yg-drawer` itself.
  static readonly hostSelector = '.ant-drawer';
  private readonly box = this.locatorFor('.ant-drawer-content');
  private readonly body = this.locatorFor('.ant-drawer-body');
  private readonly cross = this.locatorForOptional('.ant-drawer-close');

  async isOpen(): Promise<boolean> {
    return (await this.host()).hasClass('ant-drawer-open');
  }
  /** Whether it comes from the left. */
  async isLeft(): Promise<boolean> {
    return (await this.host()).hasClass('ant-drawer-left');
  }
  async name(): Promise<string | null> {
    return (await this.box()).getAttribute('aria-label');
  }
  async role(): Promise<string | null> {
    return (await this.box()).getAttribute('role');
  }
  async content(): Promise<string> {
    return (await this.body()).text();
  }
  /** The accessible name of its cross; null when it has none. */
  async nameOfCross(): Promise<string | null> {
    return (await (await this.cross())?.getAttribute('aria-label')) ?? null;
  }
  async close(): Promise<void> {
    await (await this.cross())?.click();
  }
}
