import { INVITATION_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/** An invitation into an organisation; it ends once. Its mover is `moveInvitation`. */
export const INVITATION = defineMachine({
  name: 'invitation',
  states: INVITATION_STATUS_CODES,
  initial: 'pending',
  actions: {
    invite: { from: [null], to: 'pending' },
    accept: { from: ['pending'], to: 'accepted', refusal: 'invitation_over' },
    decline: { from: ['pending'], to: 'declined', refusal: 'invitation_over' },
    withdraw: { from: ['pending'], to: 'withdrawn', refusal: 'invitation_over' },
    /** Its term is over and somebody asks about it, or the housekeeping comes by. */
    expire: { from: ['pending'], to: 'expired', refusal: 'invitation_over' },
  },
});

export type InvitationAction = ActionOf<typeof INVITATION>;
