import { SecretBox } from '@yigou/platform';

/** The box that holds TOTP secrets, bound to their user. */
export class TotpSecrets extends SecretBox {
  constructor(appSecret: string) {
    super(appSecret, 'totp');
  }
}
