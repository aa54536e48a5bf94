import { route } from '../route';
import { OcdsQuery, OcdsRecordPackage, OcdsRecordParams, OcdsReleasePackage } from './ocds-schemas';

const tag = 'open-data';

export const ocdsRoutes = {
  listOcdsReleases: route({
    tag,
    summary: 'OCDS 1.1: what happened in a month to what budget units bought, as a release package',
    query: OcdsQuery,
    response: OcdsReleasePackage,
    errors: ['not_found'],
  }),
  listOcdsRecords: route({
    tag,
    summary:
      'OCDS 1.1: what budget units contracted in a month, each with its history and as it stands, as a record package',
    query: OcdsQuery,
    response: OcdsRecordPackage,
    errors: ['not_found'],
  }),
  getOcdsRecord: route({
    tag,
    summary: 'OCDS 1.1: one procurement of a budget unit, as a record package',
    params: OcdsRecordParams,
    response: OcdsRecordPackage,
    errors: ['not_found'],
  }),
};
