import { computed, inject, Injectable } from '@angular/core';
import type { Me, RouteBody } from '@yigou/contracts';
import type { RouteId } from '@yigou/contracts/paths';
import { ApiClient, Seats, Session as Account } from '@yigou/web-data';
import { maySeat } from './access';

export type User = NonNullable<Me['user']>;
export type Membership = User['memberships'][number];
/** The kinds of members that have work in the console. */
export type SeatKind = 'supplier' | 'administration' | 'agency' | 'finance' | 'auditor' | 'recipient';
export type Seat = Membership & { kind: SeatKind };

/** Who is signed in and for which organisation they work at the moment. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(ApiClient);
  private readonly account = inject(Account);
  private readonly places = inject(Seats);

  readonly user = this.account.user;
  readonly seats = computed(() => this.places.all() as readonly Seat[]);
  /** Null also for who has several and has chosen none yet. */
  readonly seat = computed(() => this.places.current() as Seat | null);

  /** Whether the API lets this seat call a route at all: what it refuses, the console does not offer. */
  may(route: RouteId): boolean {
    const seat = this.seat();
    return seat !== null && maySeat(route, seat);
  }

  /** Asks the API once who is signed in; later calls answer from memory. */
  async load(): Promise<User | null> {
    await this.account.load();
    return this.user();
  }

  async reload(): Promise<void> {
    await this.account.reload();
  }

  /** Signs in; answers the challenge when a second factor is still to come, else null. */
  async login(body: RouteBody<'login'>): Promise<string | null> {
    const result = await this.api.call('login', { body });
    if (!result.challenge) this.account.set(result.me);
    return result.challenge;
  }

  /** Makes an account and signs in with it. */
  async register(body: RouteBody<'register'>): Promise<void> {
    this.account.set((await this.api.call('register', { body })).me);
  }

  async secondFactor(body: RouteBody<'loginSecondFactor'>): Promise<void> {
    this.account.set((await this.api.call('loginSecondFactor', { body })).me);
  }

  logout(): Promise<void> {
    return this.account.logout();
  }

  /** The session ended on the server: nothing of it stays here. */
  forget(): void {
    this.account.forget();
  }

  work(organisationId: string): void {
    this.places.choose(organisationId);
  }
}
