import { ComponentHarness } from '@angular/cdk/testing';

/** The browser's own dialog, `side` or in the middle. */
export class DialogHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-dialog';
  private readonly dialog = this.locatorFor('dialog');
  private readonly title = this.locatorForOptional('h2');
  private readonly cross = this.locatorFor('button.close');
  private readonly body = this.locatorForOptional('.body');
  private readonly foot = this.locatorForOptional('footer');

  async isOpen(): Promise<boolean> {
    return (await (await this.dialog()).getAttribute('open')) !== null;
  }
  async isSide(): Promise<boolean> {
    return (await this.dialog()).hasClass('side');
  }
  /** Its heading, where that is also its name to a screen reader. */
  async name(): Promise<string | null> {
    const title = await this.title();
    const id = await (await this.dialog()).getAttribute('aria-labelledby');
    return title && (await title.getAttribute('id')) === id ? title.text() : null;
  }
  async content(): Promise<string> {
    return (await (await this.body())?.text()) ?? '';
  }
  async actions(): Promise<string> {
    return (await (await this.foot())?.text()) ?? '';
  }
  async nameOfCross(): Promise<string | null> {
    return (await this.cross()).getAttribute('aria-label');
  }
  async close(): Promise<void> {
    await (await this.cross()).click();
  }
}

/** `yg-confirm-outlet`: the question in front of the page. */
export class ConfirmHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-confirm-outlet';
  readonly dialog = this.locatorFor(DialogHarness);
  private readonly buttons = this.locatorForAll('footer button');
  private readonly yes = this.locatorFor('[data-testid="confirm-action"]');

  /** Words of its buttons. */
  async choices(): Promise<string[]> {
    return Promise.all((await this.buttons()).map((button) => button.text()));
  }
  async isAlarming(): Promise<boolean> {
    return (await this.yes()).hasClass('yg-button--alarm');
  }
  async press(words: string): Promise<void> {
    for (const button of await this.buttons()) if ((await button.text()) === words) return button.click();
    throw new Error(`no button ${words}`);
  }
}
