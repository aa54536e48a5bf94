import { CatalogueAndStock1606000000002 } from './0002-catalogue-and-stock';
import { PlatformAndIdentity1606000000001 } from './0001-platform-and-identity';
import { Certification1606000000005 } from './0005-certification';
import { Reporting1606000000004 } from './0004-reporting';
import { Trade1606000000003 } from './0003-trade';

/** One ordered stream of hand-read SQL. A step that has landed is never edited; the next one gets the next number. */
export const MIGRATIONS = [
  PlatformAndIdentity1606000000001,
  CatalogueAndStock1606000000002,
  Trade1606000000003,
  Reporting1606000000004,
  Certification1606000000005,
];
