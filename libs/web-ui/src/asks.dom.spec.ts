import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, inject, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Confirm, ConfirmOutletComponent } from './confirm';
import { CopyTextComponent } from './copy-text';
import { DialogComponent } from './dialog';
import { QuantityStepperComponent } from './quantity-stepper';
import { ConfirmHarness, DialogHarness } from './testing/dialog.harness';
import { QuantityStepperHarness } from './testing/quantity-stepper.harness';
import { CopyTextHarness, ToastHarness } from './testing/toast.harness';
import { Toast, ToastOutletComponent } from './toast';

@Component({
  selector: 'yg-asks',
  imports: [ConfirmOutletComponent, CopyTextComponent, DialogComponent, QuantityStepperComponent, ToastOutletComponent],
  template: `
    <yg-dialog [open]="open()" [side]="true" heading="筛选" (closed)="closings = closings + 1; open.set(false)">
      <p>产地</p>
      <ng-container dialogActions><button type="button">查看 12 件</button></ng-container>
    </yg-dialog>
    <yg-confirm-outlet />
    <yg-toast-outlet />
    <yg-copy-text text="YG001" label="复制单号" />
    <yg-quantity-stepper
      label="核桃 数量"
      [value]="pieces()"
      [max]="max()"
      [disabled]="disabled()"
      (changed)="pieces.set($event); changes.push($event)"
    />
  `,
})
class Asks {
  readonly confirm = inject(Confirm);
  readonly toast = inject(Toast);
  readonly open = signal(false);
  closings = 0;
  readonly pieces = signal(1);
  readonly max = signal(3);
  readonly disabled = signal(false);
  readonly changes: number[] = [];
}

describe('what asks something', () => {
  let fixture: ComponentFixture<Asks>;
  let asks: Asks;
  const loader = () => TestbedHarnessEnvironment.loader(fixture);

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    fixture = TestBed.createComponent(Asks);
    asks = fixture.componentInstance;
    document.body.append(fixture.nativeElement as HTMLElement);
  });

  it('opens a dialog named by its heading, empty while it is shut, and says once that it was closed', async () => {
    const dialog = await loader().getHarness(DialogHarness);
    expect([await dialog.isOpen(), await dialog.content()]).toEqual([false, '']);
    asks.open.set(true);
    expect([await dialog.isOpen(), await dialog.isSide(), await dialog.name()]).toEqual([true, true, '筛选']);
    expect([await dialog.content(), await dialog.actions()]).toEqual(['产地', '查看 12 件']);
    expect(await dialog.nameOfCross()).toBe('关闭');
    await dialog.close();
    expect([asks.closings, await dialog.isOpen()]).toEqual([1, false]);
  });

  it('stays open for whoever opens it again before the browser says that it was closed', async () => {
    const dialog = await loader().getHarness(DialogHarness);
    const element = (fixture.nativeElement as HTMLElement).querySelector('dialog')!;
    asks.open.set(true);
    expect(await dialog.isOpen()).toBe(true);
    // A file that is not chosen after all says so, too, and closes nothing.
    element.querySelector('.body')?.dispatchEvent(new Event('cancel', { bubbles: true }));
    expect(asks.closings).toBe(0);
    // As the browser does it: it asks, closes, gives the focus back, and tells of it a moment later.
    element.dispatchEvent(new Event('cancel'));
    element.open = false;
    fixture.detectChanges();
    asks.open.set(true);
    fixture.detectChanges();
    element.dispatchEvent(new Event('close'));
    expect([asks.closings, await dialog.isOpen()]).toEqual([1, true]);
    await dialog.close();
    expect([asks.closings, await dialog.isOpen()]).toEqual([2, false]);
  });

  it('keeps an Escape in a dialog from what lies under it', () => {
    asks.open.set(true);
    fixture.detectChanges();
    const heard = jest.fn();
    document.addEventListener('keydown', heard);
    (fixture.nativeElement as HTMLElement)
      .querySelector('yg-dialog button')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    document.removeEventListener('keydown', heard);
    expect(heard).not.toHaveBeenCalled();
  });

  it.each([
    ['下架', true],
    ['再想想', false],
  ])('asks with the verb of the act, and %s answers %s', async (words, answer) => {
    const asked = asks.confirm.ask({
      heading: '下架“核桃”？',
      text: '已有订单仍需发货。',
      action: '下架',
      keep: '再想想',
      destructive: true,
    });
    const question = await loader().getHarness(ConfirmHarness);
    expect(await (await question.dialog()).name()).toBe('下架“核桃”？');
    expect(await question.choices()).toEqual(['再想想', '下架']);
    expect(await question.isAlarming()).toBe(true);
    await question.press(words);
    expect(await asked).toBe(answer);
    expect(await (await question.dialog()).isOpen()).toBe(false);
  });

  it('takes the cross for no, and a second question for no to the first', async () => {
    const first = asks.confirm.ask({ heading: '一', text: '', action: '删除' });
    const second = asks.confirm.ask({ heading: '二', text: '', action: '删除' });
    expect(await first).toBe(false);
    await (await (await loader().getHarness(ConfirmHarness)).dialog()).close();
    expect(await second).toBe(false);
  });

  it('says short news in a region that is heard, warns apart, keeps the last three, and lets them be closed', async () => {
    const toasts = await loader().getHarness(ToastHarness);
    expect(await toasts.isHeard()).toBe(true);
    asks.toast.say('已保存', { text: '查看', to: '/orders' });
    asks.toast.warn('没有保存');
    expect(await toasts.messages()).toEqual(['已保存', '没有保存']);
    expect(await toasts.warnings()).toEqual(['没有保存']);
    expect(await toasts.targets()).toEqual(['/orders']);
    asks.toast.say('三');
    asks.toast.say('四');
    expect(await toasts.messages()).toEqual(['没有保存', '三', '四']);
    await toasts.dismiss();
    expect(await toasts.messages()).toEqual(['三', '四']);
  });

  it('copies and says so; where there is no clipboard, says how else', async () => {
    const copy = await loader().getHarness(CopyTextHarness);
    expect(await copy.label()).toBe('复制单号');
    await copy.press();
    expect(asks.toast.messages().at(-1)).toMatchObject({ tone: 'bad' });
    const written = jest.fn<(text: string) => Promise<void>>().mockResolvedValue();
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: written } });
    await copy.press();
    expect(written).toHaveBeenCalledWith('YG001');
    expect([await copy.label(), await copy.says()]).toEqual(['已复制', '已复制']);
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('counts pieces by button, arrow and typing, within its bounds', async () => {
    const stepper = await loader().getHarness(QuantityStepperHarness);
    expect(await stepper.name()).toBe('核桃 数量');
    expect(await stepper.usable()).toEqual({ less: false, field: true, more: true });
    await stepper.increase();
    await stepper.press('up');
    await stepper.press('up');
    expect(await stepper.usable()).toEqual({ less: true, field: true, more: false });
    await stepper.press('down');
    await stepper.type('９');
    await stepper.type('zwei');
    expect(await stepper.value()).toBe('3');
    expect(asks.changes).toEqual([2, 3, 2, 3]);
    await stepper.decrease();
    expect(await stepper.value()).toBe('2');
    asks.disabled.set(true);
    expect(await stepper.usable()).toEqual({ less: false, field: false, more: false });
  });
});
