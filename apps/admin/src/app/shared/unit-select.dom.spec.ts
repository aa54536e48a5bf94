import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { describe, expect, it } from '@jest/globals';
import { FormScreen } from './testing/form-screen';
import { UnitSelectHarness } from './testing/unit-select.harness';
import { UnitSelect } from './unit-select';

const SCHOOL = { id: '0b7f3f8e-0000-4000-8000-000000000001', name: '县第一小学' };

describe('the choice of a unit', () => {
  it('has a name, and shows the unit that stands in the field already', async () => {
    const screen = await FormScreen.open(UnitSelect, { value: SCHOOL.id, known: SCHOOL });
    const select = await TestbedHarnessEnvironment.harnessForFixture(screen.fixture, UnitSelectHarness);
    expect([await select.name(), await select.value()]).toEqual(['输入单位名称查找', SCHOOL.name]);
  });

  it('is empty until one is chosen, and asks for nothing before somebody has typed', async () => {
    const screen = await FormScreen.open(UnitSelect);
    const select = await TestbedHarnessEnvironment.harnessForFixture(screen.fixture, UnitSelectHarness);
    expect(await select.value()).toBeNull();
    expect(() => screen.asked('/units')).toThrow('found none');
  });
});
