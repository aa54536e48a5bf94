import { describe, expect, it } from '@jest/globals';
import { todosOf, type TodoSources } from './todos';

const nothing: TodoSources = { file: null, applications: [], certificates: [], inspections: [], sanctions: [] };
const of = (sources: { [K in keyof TodoSources]?: unknown }) =>
  todosOf({ ...nothing, ...sources } as TodoSources, '2026-11-22').map((todo) => todo.key);

describe('to-dos of a cooperative', () => {
  it('are none when nothing waits', () => {
    expect(of({ file: { status: 'admitted', missing: {}, licences: [] } })).toEqual([]);
  });

  it('name a file to complete and licences that run out, late ones first', () => {
    const licences = [
      { id: 'far', kind: 'business_licence', validTo: null },
      { id: 'near', kind: 'organic', validTo: '2026-12-01' },
      { id: 'late', kind: 'food_production', validTo: '2026-11-21' },
    ];
    expect(of({ file: { status: 'draft', missing: { phone: '' }, licences } })).toEqual([
      'licence-late',
      'file',
      'licence-near',
    ]);
  });

  it('name what came back, what is to be put right and what can be renewed', () => {
    expect(
      of({
        applications: [
          { id: 'a', status: 'draft', productName: '', number: 'SQ1' },
          { id: 'b', status: 'returned', productName: '苹果' },
        ],
        certificates: [
          { id: 'c', canRenew: true, openApplicationId: null, validTo: '2026-12-31' },
          { id: 'd', canRenew: true, openApplicationId: 'x', validTo: '2026-12-31' },
          { id: 'e', canRenew: false, openApplicationId: null, validTo: '2028-12-31' },
        ],
        inspections: [
          { id: 'i', status: 'rectifying', rectifyBy: '2026-11-23' },
          { id: 'j', status: 'passed', rectifyBy: null },
        ],
      }),
    ).toEqual(['inspection-i', 'application-b', 'application-a', 'certificate-c']);
  });
});
