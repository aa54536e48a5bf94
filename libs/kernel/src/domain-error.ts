import { type ErrorCode, ERROR_CATALOGUE } from '@yigou/contracts/labels';

/** What a client may be told beside the message: field errors, limits, the id of what is in the way. Never secrets. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * A refusal that the caller can understand and act on. Its code is from the closed list in contracts, which gives the
 * Chinese message and the HTTP status; anything else that is thrown is a defect and answers 500.
 */
export class DomainError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    message: string = ERROR_CATALOGUE[code].message,
  ) {
    super(message);
    this.name = new.target.name;
    this.status = ERROR_CATALOGUE[code].status;
  }
}
