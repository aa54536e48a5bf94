import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import { Session } from '../identity/session';
import { defineTable, text } from './data-table/table';
import type { FormConfig } from './form-dialog/form';
import { RecordList, RowTemplate } from './record-list';
import { FormScreen } from './testing/form-screen';
import { RecordListHarness } from './testing/record-list.harness';

const ASK: FormConfig = {
  heading: '退回',
  testId: 'ask',
  fields: [],
  action: '退回',
  contract: null,
  send: () => Promise.resolve('已退回。'),
};

@Component({
  imports: [RecordList, RowTemplate],
  template: `
    <yg-record-list heading="通报" note="按期发布。" [table]="table" [(dialog)]="dialog">
      <button type="button" data-testid="own" (click)="dialog.set(ask)">退回</button>
      <ng-template [ygRow]="table" let-one>{{ one.title }}</ng-template>
    </yg-record-list>
  `,
})
class Page {
  protected readonly ask = ASK;
  readonly dialog = signal<FormConfig | null>(null);
  protected readonly table = defineTable({
    route: 'listShareBulletins',
    noun: '通报',
    testId: 'row',
    empty: '没有。',
    filters: [],
    columns: [{ key: 'title', title: '通报', cell: ({ title }) => text(title) }],
    drawerTitle: () => '通报',
  });
}

describe('a list of things to decide', () => {
  it('stands under its header with its actions, and is read again once what it asked is closed', async () => {
    const session = { provide: Session, useValue: { may: () => true, seat: () => null } };
    const screen = await FormScreen.open(Page, {}, [session]);
    const list = () => screen.asked('/procurement/bulletins');
    await screen.answer(list(), { items: [], nextCursor: null, total: 0 });
    const harness = await TestbedHarnessEnvironment.loader(screen.fixture).getHarness(RecordListHarness);
    expect(await harness.headerWords()).toBe('通报按期发布。退回');
    await screen.press('own');
    expect(screen.text()).toContain('退回');
    await screen.press('ask-submit');
    expect(screen.fixture.componentInstance.dialog()).toBeNull();
    await screen.answer(list(), { items: [], nextCursor: null, total: 0 });
  });
});
