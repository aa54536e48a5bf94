import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { Evidence } from '../evidence.entity';

/** A PDF of one page that was scanned; its bytes are nowhere. Somebody uploaded it, or a stranger holds its claim. */
export const aFile = (
  db: Queryable,
  said: Partial<Evidence> & (Pick<Evidence, 'uploadedBy'> | Pick<Evidence, 'claimHash'>),
): Promise<Evidence> =>
  given(db, Evidence, {
    fileName: '证明.pdf',
    mediaType: 'application/pdf',
    key: 'evidence/x',
    scan: 'clean',
    ...said,
  });
