import { AppUser } from './app-user.entity';
import { ImportColumnsKept } from './import-columns.entity';
import { LoginChallenge } from './login-challenge.entity';
import { LoginCode } from './logins/login-code.entity';
import { InvitationStep } from './members/invitation-step.entity';
import { Invitation } from './members/invitation.entity';
import { Membership } from './membership.entity';
import { Organisation } from './organisation.entity';
import { PasswordReset } from './password-reset.entity';
import { Session } from './session.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const IDENTITY_ENTITIES = [
  AppUser,
  ImportColumnsKept,
  Invitation,
  InvitationStep,
  LoginChallenge,
  LoginCode,
  Membership,
  Organisation,
  PasswordReset,
  Session,
];
