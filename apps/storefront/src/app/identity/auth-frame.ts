import { Component, input } from '@angular/core';
import { IconComponent } from '@yigou/web-ui';

/** The quiet card in which people sign in, register and reset. */
@Component({
  selector: 'app-auth-frame',
  imports: [IconComponent],
  template: `
    <div class="page">
      <div class="card yg-card">
        <h1>{{ heading() }}</h1>
        @if (lead()) {
          <p class="lead">{{ lead() }}</p>
        }
        @if (problem()) {
          <p class="notice notice--bad" role="alert" data-testid="form-problem">
            <yg-icon name="warning" />{{ problem() }}
          </p>
        }
        <ng-content />
      </div>
    </div>
  `,
  styles: `
    .card {
      display: grid;
      gap: 18px;
      width: 100%;
      max-width: 440px;
      margin: 24px auto 40px;
      padding: 32px;
    }
    h1 {
      font-family: var(--yg-font-display);
      font-weight: 700;
    }
    .lead {
      margin-block-start: -10px;
      color: var(--yg-ink-2);
    }
    @media (max-width: 720px) {
      .card {
        margin-block: 0;
        padding: 20px 16px;
      }
      h1 {
        font-size: 24px;
      }
    }
  `,
})
export class AuthFrameComponent {
  readonly heading = input.required<string>();
  readonly lead = input('');
  readonly problem = input('');
}
