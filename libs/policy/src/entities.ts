import { PolicyParameter } from './policy-parameter.entity';
import { PolicyProposal } from './policy-proposal.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const POLICY_ENTITIES = [PolicyParameter, PolicyProposal];
