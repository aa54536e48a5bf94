/** Names of one thing in different parts of the country, one group a line; a search for one looks for all. */
const GROUPS: readonly (readonly string[])[] = `
  番茄 西红柿 洋柿子
  红薯 地瓜 番薯 甘薯 红苕 山芋 白薯
  土豆 马铃薯 洋芋 洋山芋 山药蛋
  玉米 苞谷 包谷 苞米 包米 玉蜀黍
  猕猴桃 奇异果
  菠萝 凤梨
  樱桃 车厘子
  花生 落花生 长生果
  甘蓝 卷心菜 包菜 圆白菜 洋白菜 莲花白 包心菜
  荸荠 马蹄 地栗
  南瓜 倭瓜 番瓜
  西葫芦 角瓜 茭瓜
  辣椒 海椒 番椒
  香菜 芫荽
  蚕豆 胡豆 罗汉豆
  黄豆 大豆
  葵花籽 葵瓜子 向日葵籽
  枸杞 枸杞子
  红枣 大枣
  火龙果 红龙果
  百香果 西番莲 鸡蛋果
  山楂 山里红
  核桃 胡桃
  板栗 栗子 毛栗
  木耳 云耳
  银耳 白木耳
  香菇 冬菇
  魔芋 蒟蒻
  薏米 薏仁 苡仁 薏苡仁
  鱼腥草 折耳根
  莴笋 莴苣
  空心菜 蕹菜 通菜
  洋葱 葱头 圆葱
  生姜 姜
  大蒜 蒜头
  莲藕 藕
  龙眼 桂圆
  蓝莓 都柿
  茄子 矮瓜
  粉条 粉丝条
  挂面 面条 卷面
`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(' '));

export const SYNONYMS: readonly string[] = GROUPS.flat();

const MOST = 12;

/** The ways to say a word, itself first: of 番薯干 also 红薯干 and 地瓜干. */
export function waysToSay(word: string): string[] {
  const ways = new Set([word]);
  for (const group of GROUPS) {
    // The longest first: 枸杞子 holds 枸杞.
    const said = group
      .toSorted((a, b) => b.length - a.length)
      .find((name) => (name.length > 1 ? word.includes(name) : word === name));
    if (said !== undefined) for (const name of group) if (ways.size < MOST) ways.add(word.replace(said, name));
  }
  return [...ways];
}

/** Traditional characters of what is sold here, each before its simplified one. */
const PAIRS =
  '馬马鈴铃雞鸡鴨鸭鵝鹅魚鱼蝦虾豬猪葉叶乾干麵面麥麦穀谷薑姜蔥葱蘿萝蔔卜蘋苹檸柠蓮莲蘭兰棗枣樹树藥药參参黨党當当歸归黃黄綠绿紅红藍蓝鮮鲜鹽盐醬酱鴿鸽蠶蚕絲丝繡绣錦锦饅馒頭头餅饼餃饺飯饭糧粮種种養养農农產产場场業业縣县鄉乡鎮镇區区貴贵雲云廣广東东陝陕肅肃寧宁遼辽濟济靈灵銀银針针筍笋蓀荪薺荠蘆芦蕎荞莧苋萵莴蘇苏滷卤臘腊燻熏腸肠鹹咸無无機机裝装禮礼級级優优質质純纯淨净萬万個个兩两隻只條条塊块鳳凤龍龙獼猕異异櫻樱欖榄蠔蚝鱸鲈鯉鲤鱘鲟鱔鳝貝贝鮑鲍蔘参釀酿漿浆發发鬆松織织紙纸籃篮編编藝艺團团圓圆嶺岭崗岗島岛灣湾鄭郑陽阳陰阴興兴慶庆長长遠远湯汤燒烧凍冻醃腌瀏浏豐丰賓宾羅罗漢汉倉仓閩闽贛赣瓊琼';
const SIMPLIFIED = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, at) => [PAIRS.charAt(at * 2), PAIRS.charAt(at * 2 + 1)]),
);

/** The text with simplified characters, as far as the names of what is sold here go. */
export const simplified = (text: string): string =>
  text.replaceAll(/\p{Script=Han}/gu, (one) => SIMPLIFIED.get(one) ?? one);
