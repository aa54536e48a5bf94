import { get, once, post, put } from '../path.ts';

/** Sub-leaders: `:id` is the campaign's, where it is not said otherwise. */
export const leadersPaths = {
  getLeaderLink: get('/group-buys/:id/leader-link', 'public'),
  askToLead: once('/group-buys/:id/leaders', 'user'),
  listLeading: get('/leading', 'user'),
  getLeading: get('/leading/:id', 'user'),
  listLedPledges: get('/leading/:id/pledges', 'user'),
  getSortingList: get('/leading/:id/sorting-list', 'user'),
  sortingListXlsx: get('/leading/:id/sorting-list/xlsx', 'user'),
  sortingListPdf: get('/leading/:id/sorting-list/pdf', 'user'),
  leaveLeading: post('/leading/:id/departure', 'user'),
  listLeaders: get('/campaigns/:id/leaders', 'user'),
  openLeaders: put('/campaigns/:id/leaders-open', 'user'),
  /** `:id`: the sub-leader’s. */
  answerLeader: post('/leaders/:id/answer', 'user'),
  removeLeader: post('/leaders/:id/removal', 'user'),
} as const;
