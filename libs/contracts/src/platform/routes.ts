import { Empty, ReasonBody } from '../common';
import { route, type RoutesOf } from '../route';
import type { platformPaths } from './paths';
import { FailedJobs, JobParams, LiveQuery, Sites } from './schemas';

export const platformRoutes = {
  sites: route({
    tag: 'identity',
    summary: 'Where the shop and the console are, so that each leads to the other',
    response: Sites,
  }),
  liveStream: route({
    tag: 'live',
    summary: 'Server-sent events: `state` with the present state of each topic, again whenever it moves, and `beat`',
    query: LiveQuery,
    response: null,
    errors: ['rate_limited'],
  }),
  listFailedJobs: route({
    tag: 'admin',
    summary: 'Events that a hearer failed at, parked or tried again',
    response: FailedJobs,
    errors: ['forbidden'],
  }),
  discardJob: route({
    tag: 'admin',
    summary: 'Give a parked event up for its hearer, with the reason; it stays on record',
    params: JobParams,
    body: ReasonBody,
    response: Empty,
    errors: ['forbidden'],
  }),
  retryJob: route({
    tag: 'admin',
    summary: 'Try a failed event again at once',
    params: JobParams,
    response: Empty,
    status: 202,
    errors: ['forbidden'],
  }),
} as const satisfies RoutesOf<typeof platformPaths>;
