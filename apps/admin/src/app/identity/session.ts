import { computed, inject, Injectable, signal } from '@angular/core';
import type { Me, RouteBody } from '@yigou/contracts';
import { ApiClient } from '@yigou/web-data';

export type User = NonNullable<Me['user']>;
export type Membership = User['memberships'][number];
/** The two kinds of members that have work in the console. */
export type SeatKind = 'supplier' | 'administration';
export type Seat = Membership & { kind: SeatKind };

const SEAT_KEY = 'yigou.admin.seat';
const isSeat = (membership: Membership): membership is Seat =>
  membership.kind === 'supplier' || membership.kind === 'administration';

/** Who is signed in and for which organisation they work at the moment. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(ApiClient);
  private readonly current = signal<User | null>(null);
  private readonly chosen = signal(localStorage.getItem(SEAT_KEY));
  private loading: Promise<User | null> | null = null;

  readonly user = this.current.asReadonly();
  readonly seats = computed<Seat[]>(() => this.current()?.memberships.filter(isSeat) ?? []);
  readonly seat = computed<Seat | null>(
    () => this.seats().find((seat) => seat.organisationId === this.chosen()) ?? this.seats()[0] ?? null,
  );
  /** A viewer reads; the API refuses the rest, and the console does not offer it. */
  readonly mayWrite = computed(() => this.seat()?.role !== 'viewer');

  /** Asks the API once who is signed in; later calls answer from memory. */
  load(): Promise<User | null> {
    this.loading ??= this.api.call('me').then(
      (me) => {
        this.current.set(me.user);
        return me.user;
      },
      (error: unknown) => {
        this.loading = null;
        throw error;
      },
    );
    return this.loading;
  }

  reload(): Promise<User | null> {
    this.loading = null;
    return this.load();
  }

  /** Signs in; answers the challenge when a second factor is still to come, else null. */
  async login(body: RouteBody<'login'>): Promise<string | null> {
    const result = await this.api.call('login', { body });
    if (!result.challenge) this.enter(result.me);
    return result.challenge;
  }

  async secondFactor(body: RouteBody<'loginSecondFactor'>): Promise<void> {
    this.enter((await this.api.call('loginSecondFactor', { body })).me);
  }

  async logout(): Promise<void> {
    await this.api.call('logout');
    this.forget();
  }

  /** The session is gone on the server, or was closed: nothing of it stays here. */
  forget(): void {
    this.current.set(null);
    this.loading = Promise.resolve(null);
  }

  work(organisationId: string): void {
    localStorage.setItem(SEAT_KEY, organisationId);
    this.chosen.set(organisationId);
  }

  private enter(me: Me): void {
    this.current.set(me.user);
    this.loading = Promise.resolve(me.user);
  }
}
