import { get, post } from '../path.ts';

export const evidencePaths = {
  uploadPublicEvidence: post('/public-evidence', 'public'),
  uploadEvidence: post('/evidence', 'console'),
  getEvidence: get('/evidence/:id', 'console'),
  getEvidencePage: get('/evidence/:id/pages/:page', 'console'),
  getEvidenceFile: get('/evidence/:id/file', 'console'),
} as const;
