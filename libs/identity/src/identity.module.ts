import { Global, Module } from '@nestjs/common';
import { Organisations } from './organisations';
import { Sessions } from './sessions';
import { SignInHooks } from './sign-in-hooks';

@Global()
@Module({
  providers: [Sessions, SignInHooks, Organisations],
  exports: [Sessions, SignInHooks, Organisations],
})
export class IdentityModule {}
