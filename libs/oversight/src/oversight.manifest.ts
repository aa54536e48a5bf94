import { OVERSIGHT_POLICY_CODES } from '@yigou/contracts';
import { defineContext } from '@yigou/platform';
import { FINDING } from './findings/finding-status';
import { FindingStep } from './findings/finding-step.entity';
import { Finding } from './findings/finding.entity';
import { WatchMark } from './findings/watch-mark.entity';
import { OVERSIGHT_INVARIANTS } from './oversight.invariants';
import { OversightModule } from './oversight.module';
import { OVERSIGHT_WAITING } from './oversight.waiting';

export const OVERSIGHT = defineContext({
  name: 'oversight',
  module: OversightModule,
  entities: [Finding, FindingStep, WatchMark],
  tables: ['oversight_finding', 'oversight_finding_step', 'oversight_watch'],
  machines: [FINDING],
  invariants: OVERSIGHT_INVARIANTS,
  policies: OVERSIGHT_POLICY_CODES,
  waiting: OVERSIGHT_WAITING,
});
