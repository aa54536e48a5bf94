import { describe, expect, it } from '@jest/globals';
import type { MemberView } from '@yigou/contracts';
import { leavingRefused } from './last-manager';

const member = (id: string, role: MemberView['role'], helper = false) => ({ id, role, helper }) as MemberView;

describe('leaving an organisation', () => {
  const [manager, clerk] = [member('a', 'manager'), member('b', 'clerk')];

  it('is refused beforehand to the only manager, in the words of the API; a helper does not count', () => {
    const members = [manager, clerk, member('c', 'manager', true)];
    expect(leavingRefused(manager, members)).toContain('最后一位负责人');
    expect(leavingRefused(clerk, members)).toBeNull();
  });

  it('is free where another manages', () => {
    expect(leavingRefused(manager, [manager, member('c', 'manager')])).toBeNull();
  });
});
