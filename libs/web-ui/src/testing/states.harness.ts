import { ComponentHarness } from '@angular/cdk/testing';
import { WordsHarness } from './words.harness';

export class EmptyStateHarness extends WordsHarness {
  static readonly hostSelector = 'yg-empty-state';
  private readonly title = this.locatorFor('.title');
  async heading(): Promise<string> {
    return (await this.title()).text();
  }
}

export class ErrorStateHarness extends WordsHarness {
  static readonly hostSelector = 'yg-error-state';
  private readonly button = this.locatorForOptional('button');
  async isAlert(): Promise<boolean> {
    return (await (await this.host()).getAttribute('role')) === 'alert';
  }
  async canRetry(): Promise<boolean> {
    return (await this.button()) !== null;
  }
  async retry(): Promise<void> {
    await (await this.button())?.click();
  }
}

export class SkeletonHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-skeleton';
  async isHiddenFromReaders(): Promise<boolean> {
    return (await (await this.host()).getAttribute('aria-hidden')) === 'true';
  }
}

export class CardSkeletonsHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-card-skeletons';
  private readonly cards = this.locatorForAll('.card');
  private readonly status = this.locatorFor('[role="status"]');
  async count(): Promise<number> {
    return (await this.cards()).length;
  }
  async says(): Promise<string> {
    return (await this.status()).text();
  }
}
