import { computed, inject, Injectable } from '@angular/core';
import { Session } from '@yigou/web-data';

/** Kinds of organisations whose members work in the console alone. */
const IN_CONSOLE: readonly string[] = ['supplier', 'administration', 'finance', 'auditor'];

/** Where the person sits whose work the shop does not show. */
@Injectable({ providedIn: 'root' })
export class ConsoleSeats {
  private readonly session = inject(Session);
  readonly all = computed(() =>
    (this.session.user()?.memberships ?? []).filter(({ kind }) => IN_CONSOLE.includes(kind)),
  );
  readonly any = computed(() => this.all().length > 0);
  /** All that the person is a member of is worked on there. */
  readonly only = computed(() => this.any() && this.all().length === this.session.user()?.memberships.length);
}
