import { type SchemaPath, type SchemaPathTree, minLength, validate } from '@angular/forms/signals';

export interface NewPassword {
  password: string;
  again: string;
}

/** A new password, typed twice. */
export function newPassword(path: SchemaPathTree<NewPassword>): void {
  const password: SchemaPath<string> = path.password;
  minLength(password, 10, { message: '密码至少 10 位' });
  validate(path.again, ({ value, valueOf }) =>
    value() === valueOf(password) ? undefined : { kind: 'mismatch', message: '两次输入的密码不一样' },
  );
}
