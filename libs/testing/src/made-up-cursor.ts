/** The position of a list as somebody would write it who guesses how cursors are made. */
export const madeUpCursor = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url');
