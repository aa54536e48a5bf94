import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { Application } from '../applications/application.entity';
import { Objection } from '../applications/objection.entity';

/** An application with an empty form, where it stands when nobody walked it there. Where its steps matter, `ReviewHall` walks it. */
export const anApplication = (
  db: Queryable,
  said: Partial<Application> & Pick<Application, 'supplierId' | 'status'>,
): Promise<Application> => {
  const kind = said.certificateId ? 'renewal' : 'initial';
  // Against a refusal an appeal may be filed.
  const appealBy = said.status === 'refused' ? new Date(Date.now() + 86_400_000) : null;
  return given(db, Application, { number: `SQ-${newId()}`, kind, regionCode: '640422', appealBy, ...said });
};

/** Open: the county has to examine it. */
export const anObjection = (
  db: Queryable,
  said: Partial<Objection> & Pick<Objection, 'applicationId'>,
): Promise<Objection> => given(db, Objection, { number: `YY-${newId()}`, status: 'open', ...said });
