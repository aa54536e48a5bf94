import { route } from '../route';
import {
  BulletinListQuery,
  BulletinParams,
  BulletinPreview,
  PreviewBulletinQuery,
  PublicBulletin,
  PublicBulletinQuery,
  PublishBulletinBody,
  PublishedBulletin,
  ShareBulletinPage,
  ShareBulletinView,
} from './bulletin-schemas';

const tag = 'procurement';

export const bulletinRoutes = {
  publishShareBulletin: route({
    tag,
    summary: 'Publish the bulletin of a month, quarter or half of the region, or a correction of one',
    body: PublishBulletinBody,
    response: PublishedBulletin,
    status: 201,
  }),
  listShareBulletins: route({
    tag,
    summary: 'Published bulletins of where the own organisation is',
    query: BulletinListQuery,
    response: ShareBulletinPage,
  }),
  getShareBulletin: route({
    tag,
    summary: 'A bulletin as it was published',
    params: BulletinParams,
    response: ShareBulletinView,
    errors: ['not_found'],
  }),
  shareBulletinXlsx: route({
    tag,
    summary: 'A bulletin as .xlsx',
    params: BulletinParams,
    response: null,
    errors: ['not_found'],
  }),
  shareBulletinPdf: route({
    tag,
    summary: 'A bulletin as PDF with charts',
    params: BulletinParams,
    response: null,
    errors: ['not_found'],
  }),
  previewShareBulletin: route({
    tag,
    summary: 'What the bulletin of a period that is over would say if it were published now',
    query: PreviewBulletinQuery,
    response: BulletinPreview,
  }),
  listPublicBulletins: route({
    tag,
    summary: 'Published bulletins, for everybody; of a region those that cover it or lie in it',
    query: PublicBulletinQuery,
    response: ShareBulletinPage,
  }),
  getPublicBulletin: route({
    tag,
    summary: 'A bulletin as it was published, for everybody',
    params: BulletinParams,
    response: PublicBulletin,
    errors: ['not_found'],
  }),
} as const;
