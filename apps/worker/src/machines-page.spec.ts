import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTEXTS } from './contexts';
import { machinesPage } from './machines-page';

const PAGE = join(import.meta.dirname, '../../../docs/machines.md');
/** Jest's `-u`: write instead of compare. */
const update = (expect.getState() as { snapshotState?: { _updateSnapshot?: string } }).snapshotState?._updateSnapshot;

describe('docs/machines.md', () => {
  it('shows the machines of all manifests as they are', () => {
    const page = machinesPage(CONTEXTS);
    if (update === 'all') writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });

  it('refuses a state that nobody can read', () => {
    const [machine] = CONTEXTS.flatMap(({ machines }) => machines);
    if (!machine) throw new Error('no machine');
    const strange = { name: 'x', machines: [{ ...machine, states: [...machine.states, 'strange'] }] };
    expect(() => machinesPage([strange])).toThrow('no label for strange');
  });
});
