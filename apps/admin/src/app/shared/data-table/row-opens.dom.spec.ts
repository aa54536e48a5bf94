import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RowOpens } from './row-opens';

@Component({
  selector: 'yg-rows',
  imports: [RowOpens],
  template: `
    <table>
      <tbody>
        <tr ygRowOpens>
          <td><a class="row-link" href="#one" (click)="opened($event)">第一行</a></td>
          <td id="cell"><span id="words">其余</span></td>
          <td><input type="checkbox" id="choose" /><button type="button" id="act">发货</button></td>
        </tr>
      </tbody>
    </table>
  `,
})
class Rows {
  readonly opened = jest.fn((event: MouseEvent) => event.preventDefault());
}

describe('a row of a table', () => {
  let opened: jest.Mock;
  let root: HTMLElement;
  const at = (selector: string) => root.querySelector<HTMLElement>(selector)!;

  beforeEach(async () => {
    const fixture = TestBed.createComponent(Rows);
    await fixture.whenStable();
    document.body.append(fixture.nativeElement as HTMLElement);
    root = fixture.nativeElement as HTMLElement;
    opened = fixture.componentInstance.opened as unknown as jest.Mock;
    getSelection()?.removeAllRanges();
  });

  it.each(['#cell', '#words'])('opens at a click on %s', (selector) => {
    at(selector).click();
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it('opens once at a click on its link', () => {
    at('.row-link').click();
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it.each(['#choose', '#act'])('does not open at a click on %s, which answers by itself', (selector) => {
    at(selector).click();
    expect(opened).not.toHaveBeenCalled();
  });

  it('does not open when the click ends a selection of text', () => {
    getSelection()?.selectAllChildren(at('#words'));
    at('#words').click();
    expect(opened).not.toHaveBeenCalled();
  });

  it('hands on the keys and the middle button, which open another tab', () => {
    at('#cell').dispatchEvent(new MouseEvent('auxclick', { bubbles: true, button: 1 }));
    at('#cell').dispatchEvent(new MouseEvent('click', { bubbles: true, metaKey: true }));
    const [middle, command] = opened.mock.calls.map(([event]) => event as MouseEvent);
    expect(middle).toMatchObject({ ctrlKey: true });
    expect(command).toMatchObject({ metaKey: true });
  });

  it('leaves the menu of the right button alone', () => {
    at('#cell').dispatchEvent(new MouseEvent('auxclick', { bubbles: true, button: 2 }));
    expect(opened).not.toHaveBeenCalled();
  });
});
