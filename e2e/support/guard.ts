import type { BrowserContext, ConsoleMessage, Page, Request, Response } from '@playwright/test';

interface Allowance {
  readonly status: number;
  readonly url: RegExp;
}

/** What a browser complains about while a test runs: errors in the console, exceptions, refused and lost requests. */
export class Guard {
  readonly problems: string[] = [];
  private readonly allowances: Allowance[] = [];
  private withoutNetwork = false;

  /** The test takes the network away itself: what is lost by that is no complaint. */
  offline(): void {
    this.withoutNetwork = true;
  }

  /** @returns what ends it */
  watch(context: BrowserContext): () => void {
    const opened = (page: Page): void => this.watchPage(page);
    const answered = (response: Response): void => this.answered(response);
    const lost = (request: Request): void => this.lost(request);
    context.on('page', opened);
    context.on('response', answered);
    context.on('requestfailed', lost);
    return () => {
      context.off('page', opened);
      context.off('response', answered);
      context.off('requestfailed', lost);
    };
  }

  /** The test brings this refusal about itself. */
  allow(status: number, url: RegExp): void {
    this.allowances.push({ status, url });
  }

  private watchPage(page: Page): void {
    page.on('console', (message) => this.said(message));
    page.on('pageerror', (error) => this.problems.push(`exception at ${page.url()}: ${error.stack ?? error.message}`));
  }

  private said(message: ConsoleMessage): void {
    // Refused requests are reported with their status by `answered`.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    this.problems.push(`console at ${message.location().url}: ${message.text()}`);
  }

  private answered(response: Response): void {
    const status = response.status();
    if (status < 400) return;
    const url = response.url();
    if (this.allowances.some((allowed) => allowed.status === status && allowed.url.test(url))) return;
    this.problems.push(`${response.request().method()} ${url} answered ${status}`);
  }

  private lost(request: Request): void {
    const reason = request.failure()?.errorText ?? '';
    // Leaving a page ends its event stream and whatever it was still loading.
    if (reason === 'net::ERR_ABORTED') return;
    if (reason === 'net::ERR_INTERNET_DISCONNECTED' && this.withoutNetwork) return;
    this.problems.push(`${request.method()} ${request.url()} failed: ${reason}`);
  }
}
