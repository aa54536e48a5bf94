import { byId } from '../common';
import { route, type RoutesOf } from '../route';
import type { evidencePaths } from './paths';
import { EvidencePageParams, EvidencePageQuery, EvidenceView, PublicEvidence } from './schemas';

export const evidenceRoutes = {
  uploadEvidence: route({
    tag: 'evidence',
    summary: 'Upload a PDF or picture',
    upload: true,
    response: EvidenceView,
    status: 201,
    errors: ['evidence_invalid', 'evidence_infected', 'payload_too_large', 'rate_limited', 'service_unavailable'],
  }),
  uploadPublicEvidence: route({
    tag: 'evidence',
    summary: 'Upload evidence for an objection or a complaint',
    upload: true,
    response: PublicEvidence,
    status: 201,
    errors: ['evidence_invalid', 'evidence_infected', 'payload_too_large', 'rate_limited', 'service_unavailable'],
  }),
  getEvidence: route({ tag: 'evidence', summary: 'What a file is', params: byId, response: EvidenceView }),
  getEvidencePage: route({
    tag: 'evidence',
    summary: 'A page of a file as a picture',
    params: EvidencePageParams,
    query: EvidencePageQuery,
    response: null,
  }),
  getEvidenceFile: route({ tag: 'evidence', summary: 'The file, as attachment', params: byId, response: null }),
} as const satisfies RoutesOf<typeof evidencePaths>;
