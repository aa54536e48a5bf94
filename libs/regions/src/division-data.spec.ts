import { describe, expect, it } from '@jest/globals';
import { currentDivisionCode, loadCodeChanges, loadDivisions, loadPovertyCounties } from './division-data';

const divisions = loadDivisions();
const byCode = new Map(divisions.map((division) => [division.code, division]));
const counties = loadPovertyCounties();

/** How many counties the State Council's list names in each province. */
const PROVINCE_TOTALS = {
  河北省: 45,
  山西省: 36,
  内蒙古自治区: 31,
  吉林省: 8,
  黑龙江省: 20,
  安徽省: 20,
  江西省: 24,
  河南省: 38,
  湖北省: 28,
  湖南省: 40,
  广西壮族自治区: 33,
  海南省: 5,
  重庆市: 14,
  四川省: 66,
  贵州省: 66,
  云南省: 88,
  西藏自治区: 74,
  陕西省: 56,
  甘肃省: 58,
  青海省: 42,
  宁夏回族自治区: 8,
  新疆维吾尔自治区: 32,
};

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

describe('the division tree', () => {
  it('holds every code once', () => {
    expect(byCode.size).toBe(divisions.length);
    expect(divisions.every((division) => /^\d{6}$/.test(division.code))).toBe(true);
  });

  it('has 34 provinces, and every other division under an existing parent of the level above', () => {
    expect(divisions.filter((division) => division.level === 1)).toHaveLength(34);
    for (const division of divisions) {
      if (division.parentCode === null) expect(division.level).toBe(1);
      else expect(byCode.get(division.parentCode)?.level).toBe(division.level - 1);
    }
  });

  it('leaves no prefecture without counties but those that have none', () => {
    const parents = new Set(divisions.map((division) => division.parentCode));
    const childless = divisions.filter((division) => division.level === 2 && !parents.has(division.code));
    expect(childless.map((division) => division.name)).toEqual(['东莞市', '中山市', '儋州市']);
  });

  it('shows no name in the picker that only a statistician would understand', () => {
    const odd = divisions.filter((division) => /^(市辖区|县)$|行政区划|行政委员会|开发区$/.test(division.name));
    expect(odd).toEqual([]);
    expect(byCode.get('110100')?.name).toBe('北京市');
    expect(byCode.get('469000')?.name).toBe('省直辖县市');
    expect(byCode.get('500229')?.parentCode).toBe('500200');
  });

  it('offers names that are unique under their parent', () => {
    const current = divisions.filter((division) => division.replacedBy === null);
    const counts = countBy(current, (division) => `${division.parentCode} ${division.name}`);
    expect(Object.entries(counts).filter(([, count]) => count > 1)).toEqual([]);
  });

  it('reads place names as people there say them', () => {
    const reading = (code: string) => `${byCode.get(code)?.pinyin} ${byCode.get(code)?.initials}`;
    expect(reading('130726')).toBe('yuxian yx'); // 蔚县
    expect(reading('341500')).toBe('luanshi las'); // 六安市
    expect(reading('441422')).toBe('dabuxian dbx'); // 大埔县
    expect(reading('140924')).toBe('fanshixian fsx'); // 繁峙县
    expect(reading('621223')).toBe('tanchangxian tcx'); // 宕昌县
    expect(reading('610829')).toBe('wubuxian wbx'); // 吴堡县
    expect(reading('653101')).toBe('kashishi kss'); // 喀什市
    expect(reading('360730')).toBe('ningduxian ndx'); // 宁都县
    expect(reading('340826')).toBe('susongxian ssx'); // 宿松县
    expect(reading('411421')).toBe('minquanxian mqx'); // 民权县
    expect(reading('500000')).toBe('chongqingshi cqs');
    expect(reading('211300')).toBe('chaoyangshi cys');
    expect(reading('620200')).toBe('jiayuguanshi jygs');
  });

  it('has a plain reading for every name', () => {
    expect(divisions.filter((division) => !/^[a-z]+$/.test(division.pinyin))).toEqual([]);
    expect(divisions.filter((division) => division.initials.length !== [...division.name].length)).toEqual([]);
  });
});

describe('the 832 counties', () => {
  it('are 832, with the known number in each province', () => {
    expect(counties).toHaveLength(832);
    expect(countBy(counties, (county) => county.province)).toEqual(PROVINCE_TOTALS);
  });

  it('have a code, all but two administration committees in Haixi', () => {
    const without = counties.filter((county) => county.code === null);
    expect(counties).toHaveLength(830 + without.length);
    expect(without.map((county) => `${county.prefecture} ${county.listedName}`)).toEqual([
      '海西蒙古族藏族自治州 冷湖行委',
      '海西蒙古族藏族自治州 大柴旦行委',
    ]);
    expect(new Set(counties.map((county) => county.code)).size).toBe(831);
  });

  it('were renamed in 37 cases', () => {
    expect(counties.filter((county) => county.name !== null && county.name !== county.listedName)).toHaveLength(37);
  });

  it('stand in the tree under the code of their list and under their present one', () => {
    for (const county of counties) {
      if (county.code === null || county.currentCode === null) continue;
      expect(byCode.get(county.code)?.name).toBe(county.name);
      expect(byCode.get(county.currentCode)).toMatchObject({
        povertyCounty: true,
        listedName: county.listedName,
        replacedBy: null,
      });
    }
    expect(divisions.filter((division) => division.povertyCounty)).toHaveLength(830);
  });

  it('lie in the province and prefecture that the list says', () => {
    for (const county of counties.filter((row) => row.code !== null)) {
      const prefecture = byCode.get(byCode.get(county.code ?? '')?.parentCode ?? '');
      expect(byCode.get(prefecture?.parentCode ?? '')?.name).toBe(county.province);
      if (county.prefecture !== '（省直辖）' && county.prefecture !== '重庆市') {
        expect(prefecture?.name).toBe(county.prefecture);
      }
    }
  });
});

describe('changed codes', () => {
  const changes = loadCodeChanges();

  it('lead each to one place, and in the end to a division that exists today', () => {
    expect(new Set(changes.map((change) => change.oldCode)).size).toBe(changes.length);
    for (const change of changes) {
      const end = byCode.get(currentDivisionCode(change.oldCode));
      expect(end?.level).toBeGreaterThan(1);
      expect(end?.replacedBy).toBeNull();
    }
  });

  it('cover every county of the list whose code differs from 2014', () => {
    const moved = counties.filter((county) => county.code2014 !== null && county.code2014 !== county.code);
    expect(moved.length).toBeGreaterThan(50);
    for (const county of moved) expect(currentDivisionCode(county.code2014 ?? '')).toBe(county.currentCode);
  });

  it('say what became of the four counties that the list names by a code given up since', () => {
    const former = divisions.filter((division) => division.replacedBy !== null);
    expect(former.map((division) => [division.code, division.name, division.replacedBy, division.standard])).toEqual([
      ['520522', '黔西县', '520581', '2020-12-31'],
      ['540422', '米林县', '540481', '2020-12-31'],
      ['540530', '错那县', '540581', '2020-12-31'],
      ['610928', '旬阳县', '610981', '2020-12-31'],
    ]);
  });

  it('follow a county through two changes', () => {
    expect(currentDivisionCode('542232')).toBe('540581'); // 错那: Shannan became a city in 2016, 错那 one in 2023
    expect(currentDivisionCode('130125')).toBe('130125');
  });
});
