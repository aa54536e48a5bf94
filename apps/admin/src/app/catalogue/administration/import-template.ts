import { IMPORT_COLUMNS, IMPORT_KEY_COLUMNS } from '@yigou/contracts/labels';

/** The empty template as CSV. The mark at its start tells Excel that it is UTF-8; without it Chinese opens as garbage. */
export const templateCsv = (): string => `\uFEFF${[...IMPORT_COLUMNS, ...IMPORT_KEY_COLUMNS].join(',')}\r\n`;
