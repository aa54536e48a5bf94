// Expected refusals and alarms would bury what failed: tests look at results, not at the log.
import { Logger } from '@nestjs/common';

Logger.overrideLogger(false);
