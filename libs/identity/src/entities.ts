import { AppUser } from './app-user.entity';
import { LoginChallenge } from './login-challenge.entity';
import { Membership } from './membership.entity';
import { Organisation } from './organisation.entity';
import { PasswordReset } from './password-reset.entity';
import { Session } from './session.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const IDENTITY_ENTITIES = [AppUser, LoginChallenge, Membership, Organisation, PasswordReset, Session];
