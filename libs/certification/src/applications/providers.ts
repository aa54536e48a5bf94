import type { Provider } from '@nestjs/common';
import { ApplicationCommands } from './application-commands';
import { ApplicationFlow } from './application-flow';
import { ApplicationQueries } from './application.queries';
import { ChangeReviews } from './change-reviews';
import { ClosePublicity } from './close-publicity';
import { DecideReview } from './decide-review';
import { ExamineObjection } from './examine-objection';
import { FileObjection } from './file-objection';
import { LicenceReviews } from './licence-reviews';
import { ObjectionTracking } from './objection-tracking';
import { ObjectionQueries } from './objection.queries';
import { PublicityQueries } from './publicity.queries';
import { ReopenApplication } from './reopen-application';
import { ReviewLists } from './review-list.queries';
import { ReviewViews } from './review-view';
import { SubmitApplication } from './submit-application';

export const APPLICATIONS_PROVIDERS: Provider[] = [
  ApplicationCommands,
  ApplicationFlow,
  ApplicationQueries,
  ChangeReviews,
  ClosePublicity,
  DecideReview,
  ExamineObjection,
  FileObjection,
  LicenceReviews,
  ObjectionQueries,
  ObjectionTracking,
  PublicityQueries,
  ReopenApplication,
  ReviewLists,
  ReviewViews,
  SubmitApplication,
];
