import { describe, expect, it } from '@jest/globals';
import type { OrganisationKind } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Actor, ActorMembership } from '../actor';
import { chooseSeat } from './choose-seat';

const place = (kind: OrganisationKind): ActorMembership => ({
  organisationId: newId(),
  organisationName: kind,
  kind,
  role: 'clerk',
  duties: [],
  regionPrefix: '',
  reviewLevel: null,
  township: null,
});
const person = (...memberships: ActorMembership[]): Actor => ({
  userId: newId(),
  name: '李四',
  login: 'li',
  sessionId: newId(),
  client: 'storefront' as const,
  loginVerified: true,
  totpEnabled: false,
  memberships,
});
const refusal = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('the seat that a request acts from', () => {
  const [first, second, office] = [place('supplier'), place('supplier'), place('administration')];

  it('is the one that is named', () => {
    const one = person(first, second);
    expect(chooseSeat(one, second.organisationId, 'supplier')?.organisationId).toBe(second.organisationId);
    expect(chooseSeat(one, second.organisationId, null)?.organisationId).toBe(second.organisationId);
  });

  it('is the only one of its kind when none is named', () => {
    expect(chooseSeat(person(office, first), undefined, 'supplier')?.organisationId).toBe(first.organisationId);
    expect(chooseSeat(person(first), undefined, null)?.organisationId).toBe(first.organisationId);
  });

  it('has to be named by who has several, who is told which', () => {
    expect(refusal(() => chooseSeat(person(first, office, second), undefined, 'supplier'))).toMatchObject({
      code: 'seat_needed',
      details: { seats: [{ organisationId: first.organisationId }, { organisationId: second.organisationId }] },
    });
    expect(chooseSeat(person(first, second), undefined, null)).toBeNull();
  });

  it('is of whatever kind on a route for members: the only one there is, or the one that is named', () => {
    expect(chooseSeat(person(office), undefined, 'any')?.organisationId).toBe(office.organisationId);
    expect(chooseSeat(person(first, office), office.organisationId, 'any')?.kind).toBe('administration');
    expect(refusal(() => chooseSeat(person(first, office), undefined, 'any'))).toMatchObject({
      code: 'seat_needed',
      details: { seats: [{ kind: 'supplier' }, { kind: 'administration' }] },
    });
    expect(refusal(() => chooseSeat(person(), undefined, 'any'))).toMatchObject({ code: 'forbidden' });
  });

  it('is not needed in the console by who has none yet, and has to be named there too by who has several', () => {
    expect(chooseSeat(person(), undefined, 'any_or_none')).toBeNull();
    expect(chooseSeat(person(office), undefined, 'any_or_none')?.kind).toBe('administration');
    expect(chooseSeat(person(first, office), first.organisationId, 'any_or_none')?.kind).toBe('supplier');
    expect(refusal(() => chooseSeat(person(first, office), undefined, 'any_or_none'))).toMatchObject({
      code: 'seat_needed',
      details: { seats: [{ kind: 'supplier' }, { kind: 'administration' }] },
    });
  });

  it('is refused when it is not held, of another kind, or there is none', () => {
    expect(refusal(() => chooseSeat(person(first), newId(), 'supplier'))).toMatchObject({ code: 'seat_not_held' });
    expect(refusal(() => chooseSeat(person(first), newId(), null))).toMatchObject({ code: 'seat_not_held' });
    const both = person(first, office);
    expect(refusal(() => chooseSeat(both, first.organisationId, 'administration'))).toMatchObject({
      code: 'forbidden',
    });
    expect(refusal(() => chooseSeat(person(office), undefined, 'supplier'))).toMatchObject({ code: 'forbidden' });
    expect(chooseSeat(person(), undefined, null)).toBeNull();
  });
});
