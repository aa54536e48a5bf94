import { Component, input } from '@angular/core';
import type { Tone } from './tones';

/** A state in words with its colour; the words alone say it, the colour helps the eye. */
@Component({
  selector: 'yg-status',
  template: '{{ label() }}',
  host: { class: 'status', '[attr.data-tone]': 'tone()' },
})
export class StatusTag {
  readonly label = input.required<string>();
  readonly tone = input.required<Tone>();
}
