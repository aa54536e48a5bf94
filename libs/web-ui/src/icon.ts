import { Component, input } from '@angular/core';

/** Line icons on a 24 px grid, one stroke weight. */
const ICONS = {
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5 12 4.5 4.5',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
  cart: 'M3 4h2.4l2.2 11.2h10.2L20 7.5H6.2M9 20.2h.01M17 20.2h.01',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6',
  home: 'M4 11 12 4l8 7v9h-5.500v-5.500h-5V20H4v-9Z',
  grid: 'M4.5 4.500h6v6h-6zM13.5 4.500h6v6h-6zM4.5 13.500h6v6h-6zM13.5 13.500h6v6h-6z',
  place:
    'M12 21c4.7-5 7-8.4 7-11.300A7 7 0 0 0 5 9.700C5 12.6 7.3 16 12 21Zm0-13.800a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.200Z',
  check: 'm5 12.5 4.5 4.500L19 7.5',
  close: 'm6 6 12 12M18 6 6 18',
  right: 'm9 5 7 7-7 7',
  left: 'm15 5-7 7 7 7',
  down: 'm5 9 7 7 7-7',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  filter: 'M4 6h16M7 12h10M10 18h4',
  truck:
    'M3 6h11v10.500H3zM14 9.500h3.800L21 13v3.500h-7M7.5 16.500a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.800Zm9.5 0a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.800Z',
  seal: 'M12 3.5 14.4 5l2.8.2 1.1 2.6 2 2-.6 2.7.6 2.7-2 2-1.1 2.6-2.8.2L12 21.5 9.6 20l-2.8-.2-1.1-2.6-2-2 .6-2.7-.6-2.7 2-2 1.1-2.600L9.6 5 12 3.500Zm-3.5 9 2.5 2.5 4.7-5',
  clock: 'M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm0 4v5l3.3 2',
  info: 'M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm0 7.500v5.500m0-9v.01',
  warning: 'M12 4 2.8 20h18.400L12 4Zm0 6v4.500m0 2.600v.01',
  box: 'm12 3.5 8 4v9l-8 4-8-4v-9l8-4Zm-8 4 8 4 8-4m-8 4v9',
  people:
    'M9 5a3.2 3.2 0 1 0 0 6.400A3.2 3.2 0 0 0 9 5Zm-6 14.500c.4-3.6 2.7-5.4 6-5.400s5.6 1.8 6 5.400M16 5.400a3 3 0 0 1 0 5.700m2 3.400c1.8.7 2.8 2.3 3 5',
  trash: 'M4.5 6.500h15M9.5 6.500V4h5v2.500m3.5 0L17.2 20H6.800L6 6.500m4 4v6m4-6v6',
  offline:
    'M3 3l18 18M5 12.500a10 10 0 0 1 4-2.400m4.5-.1a10 10 0 0 1 5.5 2.500M8.5 16a5 5 0 0 1 7 0M12 19.500v.01M2 9a15 15 0 0 1 4-2.600M11 5.100A15 15 0 0 1 22 9',
  bell: 'M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 2h-15l1.500-2Zm4 2a2 2 0 0 0 4 0M12 3v2',
  flag: 'M6 21V4m0 1h11.500l-2.500 4 2.500 4H6',
  download: 'M12 4v11m-4.500-4.500L12 15l4.500-4.500M5 19.500h14',
  upload: 'M12 16V5M7.500 9.500 12 5l4.500 4.500M5 19.500h14',
  print: 'M7 9V4h10v5M7 17H4.500V9.500h15V17H17M7 14.500h10v5.500H7Z',
  copy: 'M9 9h10.500v11H9ZM5.500 15.500H4.500V4.500h11v1',
  file: 'M6.500 3.500h7l4 4v13h-11Zm7 0v4h4M9.500 12h5m-5 4h5',
  pause: 'M9 6v12M15 6v12',
  edit: 'M4.5 19.500h4L19.5 8.500l-4-4L4.5 15.500v4Z',
} as const;

export type IconName = keyof typeof ICONS;

/** Decorative: the text beside it carries the meaning. */
@Component({
  selector: 'yg-icon',
  template: `<svg
    [attr.width]="size()"
    [attr.height]="size()"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.7"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path [attr.d]="path()" />
  </svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
  `,
})
export class IconComponent {
  readonly name = input.required<IconName>();
  readonly size = input(20);
  protected path(): string {
    return ICONS[this.name()];
  }
}
