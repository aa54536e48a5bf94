import { ComponentHarness } from '@angular/cdk/testing';

/** `yg-toast-outlet`: short news. */
export class ToastHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-toast-outlet';
  private readonly region = this.locatorFor('[role="status"]');
  private readonly toasts = this.locatorForAll('.toast .text');
  private readonly bad = this.locatorForAll('.toast.bad .text');
  private readonly crosses = this.locatorForAll('button[aria-label="关闭提示"]');
  private readonly links = this.locatorForAll('a');

  async isHeard(): Promise<boolean> {
    return (await (await this.region()).getAttribute('aria-live')) === 'polite';
  }
  async messages(): Promise<string[]> {
    return Promise.all((await this.toasts()).map((toast) => toast.text()));
  }
  async warnings(): Promise<string[]> {
    return Promise.all((await this.bad()).map((toast) => toast.text()));
  }
  async targets(): Promise<(string | null)[]> {
    return Promise.all((await this.links()).map((link) => link.getAttribute('href')));
  }
  /** Closes the oldest. */
  async dismiss(): Promise<void> {
    await (await this.crosses())[0]?.click();
  }
}

/** `yg-copy-text`. */
export class CopyTextHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-copy-text';
  private readonly button = this.locatorFor('button');
  private readonly status = this.locatorFor('[role="status"]');

  async label(): Promise<string> {
    return (await this.button()).text();
  }
  /** What a screen reader is told. */
  async says(): Promise<string> {
    return (await this.status()).text();
  }
  async press(): Promise<void> {
    await (await this.button()).click();
  }
}
