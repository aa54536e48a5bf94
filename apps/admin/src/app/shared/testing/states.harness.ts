import { ComponentHarness } from '@angular/cdk/testing';

/** `yg-load-error`: what could not be read, and trying again. */
export class LoadErrorHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-load-error';
  private readonly alert = this.locatorFor('[role="alert"]');
  private readonly button = this.locatorFor('button');

  async words(): Promise<string> {
    return (await this.alert()).text();
  }
  async retry(): Promise<void> {
    await (await this.button()).click();
  }
}

/** `yg-status`: a state in words; the tone is for the eye. */
export class StatusHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-status';
  async words(): Promise<string> {
    return (await this.host()).text();
  }
  async tone(): Promise<string | null> {
    return (await this.host()).getAttribute('data-tone');
  }
}

/** `yg-page-header`. */
export class PageHeaderHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-page-header';
  private readonly title = this.locatorFor('h1');
  private readonly remark = this.locatorForOptional('p');
  private readonly actionBox = this.locatorFor('.actions');

  async heading(): Promise<string> {
    return (await this.title()).text();
  }
  async note(): Promise<string | null> {
    return (await (await this.remark())?.text()) ?? null;
  }
  async actions(): Promise<string> {
    return (await this.actionBox()).text();
  }
}

/** `yg-missing-list`: what is missing, each a way to its field. */
export class MissingListHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-missing-list';
  private readonly buttons = this.locatorForAll('li > button');

  async items(): Promise<string[]> {
    return Promise.all((await this.buttons()).map((one) => one.text()));
  }
  async go(index: number): Promise<void> {
    await (await this.buttons())[index]?.click();
  }
}

/** `yg-step-history`. */
export class StepHistoryHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-step-history';
  private readonly items = this.locatorForAll('.ant-timeline-item');
  private readonly instantsOf = this.locatorForAll('time');

  async steps(): Promise<string[]> {
    return Promise.all((await this.items()).map((one) => one.text()));
  }
  async instants(): Promise<(string | null)[]> {
    return Promise.all((await this.instantsOf()).map((one) => one.getAttribute('datetime')));
  }
  async words(): Promise<string> {
    return (await this.host()).text();
  }
}

/** `yg-save-state`: whether what is typed is saved, and which of two versions is meant. */
export class SaveStateHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-save-state';
  private readonly status = this.locatorFor('[role="status"]');
  private readonly clash = this.locatorForOptional('[role="alert"]');
  private readonly buttons = this.locatorForAll('.clash button');

  async says(): Promise<string> {
    return (await this.status()).text();
  }
  /** The two versions; null while there is nothing to settle. */
  async clashWords(): Promise<string | null> {
    return (await (await this.clash())?.text()) ?? null;
  }
  async keep(whose: 'mine' | 'theirs'): Promise<void> {
    await (await this.buttons())[whose === 'mine' ? 0 : 1]?.click();
  }
}
