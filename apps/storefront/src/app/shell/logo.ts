import { Component } from '@angular/core';

@Component({
  selector: 'app-logo',
  template: `
    <svg viewBox="0 0 32 32" width="36" height="36" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#2f7d4f" />
      <g fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">
        <path
          d="M16 25V13M16 18c-4 0-7-2.5-7.5-7 4.5 0 7.5 2.5 7.5 7ZM16 14.5c0-4 2.5-6.5 7-7.5.5 4.5-2.5 7.5-7 7.5Z"
        />
      </g>
    </svg>
    <span class="name">益购</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 10px;
      color: var(--yg-ink);
    }
    .name {
      font-family: var(--yg-font-display);
      font-size: 25px;
      font-weight: 700;
      letter-spacing: 2px;
      line-height: 1;
    }
  `,
})
export class LogoComponent {}
