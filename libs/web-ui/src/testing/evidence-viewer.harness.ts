import { ComponentHarness, type TestElement, TestKey } from '@angular/cdk/testing';
import { DialogHarness } from './dialog.harness';

const KEYS = {
  right: TestKey.RIGHT_ARROW,
  left: TestKey.LEFT_ARROW,
  pageDown: TestKey.PAGE_DOWN,
  pageUp: TestKey.PAGE_UP,
};

/** `yg-evidence-viewer`: pages of files, turned and enlarged. */
export class EvidenceViewerHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-evidence-viewer';
  private readonly stage = this.locatorFor('.stage');
  private readonly page = this.locatorForOptional('[data-testid="evidence-page"]');
  private readonly placeOf = this.locatorFor('.place');
  private readonly thumbs = this.locatorForAll('[data-testid="evidence-thumb"]');
  private readonly unscanned = this.locatorForOptional('.unscanned');
  private readonly failed = this.locatorForOptional('[role="alert"]');

  /** What a screen reader is told of the page in view; null when it did not come. */
  async shown(): Promise<string | null> {
    return (await (await this.page())?.getAttribute('alt')) ?? null;
  }
  async place(): Promise<string> {
    return (await this.placeOf()).text();
  }
  async width(): Promise<string | null> {
    return (await (await this.page())?.getAttribute('style')) ?? null;
  }
  async warning(): Promise<string | null> {
    return (await (await this.unscanned())?.text()) ?? null;
  }
  async failure(): Promise<string | null> {
    return (await (await this.failed())?.text()) ?? null;
  }
  /** Which of the small pages is marked as the one in view. */
  async current(): Promise<number> {
    const marks = await Promise.all((await this.thumbs()).map((one) => one.getAttribute('aria-current')));
    return marks.indexOf('page');
  }
  async choose(index: number): Promise<void> {
    await (await this.thumbs())[index]?.click();
  }
  async press(key: keyof typeof KEYS | '+' | '-'): Promise<void> {
    const stage = await this.stage();
    if (key === '+' || key === '-') await stage.sendKeys(key);
    else await stage.sendKeys(KEYS[key]);
  }
  /** The page in view does not come. */
  async fail(): Promise<void> {
    await (await this.page())?.dispatchEvent('error');
  }
}

/** `yg-evidence-dialog`: the viewer in front of the page. */
export class EvidenceDialogHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-evidence-dialog';
  readonly dialog = this.locatorFor(DialogHarness);
  readonly viewer = this.locatorFor(EvidenceViewerHarness);
}

abstract class OpensEvidence extends ComponentHarness {
  private readonly openers = this.locatorForAll('[data-testid="evidence-open"]');
  readonly dialog = this.locatorForOptional(EvidenceDialogHarness);

  protected buttons(): Promise<TestElement[]> {
    return this.openers();
  }
  async open(index = 0): Promise<void> {
    await (await this.openers())[index]?.click();
  }
}

/** `yg-evidence-list`: names of files. */
export class EvidenceListHarness extends OpensEvidence {
  static readonly hostSelector = 'yg-evidence-list';
  async names(): Promise<string[]> {
    return Promise.all((await this.buttons()).map((one) => one.text()));
  }
}

/** `yg-evidence-tile`: one stored file, small. */
export class EvidenceTileHarness extends OpensEvidence {
  static readonly hostSelector = 'yg-evidence-tile';
  async words(): Promise<string> {
    return (await (await this.host()).text()).replace(/\s+/g, ' ').trim();
  }
  async canOpen(): Promise<boolean> {
    return (await this.buttons()).length > 0;
  }
}
