import { get, post } from '../path.ts';

export const evidencePaths = {
  uploadPublicEvidence: post('/public-evidence', 'public'),
  uploadEvidence: post('/evidence', 'user'),
  getEvidence: get('/evidence/:id', 'user'),
  getEvidencePage: get('/evidence/:id/pages/:page', 'user'),
  getEvidenceFile: get('/evidence/:id/file', 'user'),
} as const;
