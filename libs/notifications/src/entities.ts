import { Mail } from './mail.entity';
import { Notice } from './notice.entity';
import { NoticePreference } from './notice-preference.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const NOTIFICATIONS_ENTITIES = [Mail, Notice, NoticePreference];
