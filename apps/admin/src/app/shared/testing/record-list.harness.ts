import { ComponentHarness } from '@angular/cdk/testing';

/** A page that is a list of things to decide: what it is called, and what stands in the drawer of the open row. */
export class RecordListHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-record-list';
  private readonly header = this.locatorFor('yg-page-header');

  async headerWords(): Promise<string> {
    return (await (await this.header()).text()).trim();
  }
}
