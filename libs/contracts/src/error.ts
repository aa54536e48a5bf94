/** HTTP status of a refusal and the Chinese sentence that says what to do. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503 | 507;
  readonly message: string;
}

/** Declares what a code means; without a sentence it does not compile. */
export const error = <const Status extends Refusal['status'], const Message extends string>(
  status: Status,
  message: Message extends '' ? never : Message,
): { readonly status: Status; readonly message: Message } => ({ status, message });
