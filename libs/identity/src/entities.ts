import { AppUser } from './app-user.entity';
import { Membership } from './membership.entity';
import { Organisation } from './organisation.entity';
import { Session } from './session.entity';

/** For the data source; other contexts hold ids and never import an entity. */
export const IDENTITY_ENTITIES = [AppUser, Organisation, Membership, Session];
