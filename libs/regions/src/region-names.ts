/** Names that the rule below would cut to something that means another place. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  河南蒙古族自治县: '河南蒙旗',
  东乡族自治县: '东乡',
  科尔沁左翼中旗: '科左中旗',
  科尔沁左翼后旗: '科左后旗',
  科尔沁右翼前旗: '科右前旗',
  科尔沁右翼中旗: '科右中旗',
  察哈尔右翼前旗: '察右前旗',
  察哈尔右翼中旗: '察右中旗',
  察哈尔右翼后旗: '察右后旗',
};

const PEOPLES =
  /(?:蒙古族?|回族|藏族|苗族|彝族|壮族|布依族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|拉祜族|水族|纳西族|羌族|土族|仫佬族|锡伯族?|塔吉克族?|仡佬族|布朗族|撒拉族|毛南族|怒族|独龙族|普米族|达斡尔族|保安族|东乡族|裕固族|畲族|朝鲜族|鄂温克族|各族)+自治[县旗州]$/;
const SUFFIX = /(?:林区|特区|地区|自治区|新区|矿区|县|市|区|盟|省|自治州|(?<![左右前后中])旗)$/;

/** What people call a place: 长阳土家族自治县 → 长阳, 西吉县 → 西吉, 宁县 → 宁县. */
export function shortRegionName(name: string): string {
  const known = SHORT_NAMES[name];
  if (known) return known;
  const short = name.replace(PEOPLES, '').replace(SUFFIX, '');
  return short.length < 2 ? name : short;
}

/** Prefectures that exist in the code table alone: 省直辖县市 and the like. They are left out of a written path. */
export const isPlaceholder = (name: string): boolean => /直辖县市$|辖区$|辖县$/.test(name);
