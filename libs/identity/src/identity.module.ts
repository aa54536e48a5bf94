import { Global, Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { NotificationsModule } from '@yigou/notifications';
import { CONFIG, type Config, producerConnection } from '@yigou/platform';
import { Accounts } from './accounts';
import { AttemptLimits } from './attempt-limits';
import { Credentials } from './credentials';
import { ImportColumns } from './import-columns';
import { LoginCodeHash } from './logins/login-code-hash';
import { VerifiedLogins } from './logins/verified-logins';
import { AppointManagers, Invitations, MemberNotices, MemberQueries, Members, MyInvitations } from './members';
import { Organisations } from './organisations';
import { PasswordResets } from './password-resets';
import { Passwords } from './passwords';
import { SecondFactors } from './second-factors';
import { Sessions } from './sessions';
import { SignIn } from './sign-in';
import { SignInHooks } from './sign-in-hooks';
import { TotpSecrets } from './totp-secrets';

/** A login waits no longer for Redis than this before it counts in memory. */
const LIMIT_TIMEOUT_MS = 300;

const SERVICES = [
  Accounts,
  AppointManagers,
  ImportColumns,
  Invitations,
  MemberNotices,
  MemberQueries,
  Members,
  MyInvitations,
  Organisations,
  PasswordResets,
  Passwords,
  SecondFactors,
  Sessions,
  SignIn,
  SignInHooks,
  VerifiedLogins,
];

/** People, their sessions and their places in organisations. */
@Global()
@Module({
  imports: [AuditModule, NotificationsModule],
  providers: [
    ...SERVICES,
    Credentials,
    {
      provide: AttemptLimits,
      useFactory: (config: Config) =>
        new AttemptLimits(producerConnection(config.REDIS_URL, { commandTimeout: LIMIT_TIMEOUT_MS })),
      inject: [CONFIG],
    },
    { provide: LoginCodeHash, useFactory: (config: Config) => new LoginCodeHash(config.APP_SECRET), inject: [CONFIG] },
    { provide: TotpSecrets, useFactory: (config: Config) => new TotpSecrets(config.APP_SECRET), inject: [CONFIG] },
  ],
  exports: [...SERVICES, AttemptLimits],
})
export class IdentityModule {}
