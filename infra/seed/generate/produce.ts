// Common produce of the 832 counties: where it grows, how it is packed, what it plausibly costs. Prices are for demo data only.
import type { Drawing } from './drawings/index.ts';

export type Storage = '常温' | '冷藏' | '冷冻';

/** Provinces by their one-character names, as in 冀 for Hebei, and the first two digits of their codes. */
const PROVINCE_DIGITS = {
  冀: '13',
  晋: '14',
  蒙: '15',
  吉: '22',
  黑: '23',
  皖: '34',
  赣: '36',
  豫: '41',
  鄂: '42',
  湘: '43',
  桂: '45',
  琼: '46',
  渝: '50',
  川: '51',
  贵: '52',
  云: '53',
  藏: '54',
  陕: '61',
  甘: '62',
  青: '63',
  宁: '64',
  新: '65',
} as const;

export interface Produce {
  /** Also names the illustration. */
  slug: string;
  name: string;
  /** Slug of a second-level category. */
  category: string;
  drawing: Drawing;
  /** First two digits of the codes of the provinces where it is common. */
  provinces: readonly string[];
  /** Fen per 500 g, from ordinary to best. */
  fenPer500g: readonly [min: number, max: number];
  /** Net weights on offer, in grams. */
  grams: readonly number[];
  /** What one pack is called: 箱, 袋, 瓶. */
  unit: string;
  grades: readonly string[];
  storage: Storage;
  /** How long it keeps. */
  keeps: string;
}

/** How a family of produce is packed, graded and kept. */
type Handling = Pick<Produce, 'grams' | 'unit' | 'grades' | 'storage' | 'keeps'>;

const handling = (grams: number[], unit: string, grades: string[], storage: Storage, keeps: string): Handling => ({
  grams,
  unit,
  grades,
  storage,
  keeps,
});

const FRUIT_BOX = handling([2500, 4500], '箱', ['中果', '大果', '特级果'], '常温', '约15天');
const SOFT_FRUIT = handling([1500, 2500], '箱', ['一级果', '特级果'], '冷藏', '约5天');
const TROPICAL = handling([2500, 4000], '箱', ['中果', '大果'], '常温', '约7天');
const MELON = handling([4000, 8000], '箱', ['中果', '大果'], '常温', '约10天');
const ROOTS = handling([2500, 5000], '箱', ['中号', '大号'], '常温', '约45天');
const LEAVES = handling([1500, 3000], '箱', ['净菜', '带根'], '冷藏', '约5天');
const PODS = handling([1500, 2500], '箱', ['一级', '精选'], '冷藏', '约7天');
const BULBS = handling([1500, 2500], '袋', ['干净装', '精选'], '常温', '约60天');
const GRAIN = handling([1000, 2500, 5000], '袋', ['真空装', '布袋装'], '常温', '12个月');
const NOODLE = handling([800, 1500], '盒', ['细面', '宽面'], '常温', '12个月');
const OIL = handling([1000, 2500, 5000], '桶', ['压榨', '小榨'], '常温', '18个月');
const FROZEN = handling([1000, 1500], '袋', ['切块', '整切'], '冷冻', '12个月');
const CURED = handling([500, 1000], '袋', ['真空装', '礼盒装'], '冷藏', '6个月');
const POULTRY = handling([1000, 1400], '只', ['净膛', '净膛分割'], '冷冻', '12个月');
const EGGS = handling([1350, 1800], '盒', ['普通装', '礼盒装'], '常温', '30天');
const FISH = handling([500, 1000], '袋', ['净膛', '切段'], '冷冻', '12个月');
const DRIED = handling([200, 400], '袋', ['统货', '精选'], '常温', '12个月');
const FRESH_MUSHROOM = handling([1000, 2000], '箱', ['一级', '精选'], '冷藏', '约7天');
const TEA = handling([100, 250], '罐', ['一级', '特级'], '常温', '18个月');
const BRICK_TEA = handling([357, 1000], '片', ['熟制', '陈化'], '常温', '长期');
const GRAIN_TEA = handling([250, 500], '罐', ['颗粒', '全株'], '常温', '18个月');
const HONEY = handling([500, 1000], '瓶', ['成熟蜜', '结晶蜜'], '常温', '24个月');
const NUTS = handling([500, 1000], '袋', ['原味', '大果'], '常温', '9个月');
const DRIED_FRUIT = handling([500, 1000], '袋', ['一级', '特级'], '常温', '12个月');
const SPICE = handling([100, 250], '袋', ['统货', '精选'], '常温', '18个月');
const SAUCE = handling([210, 420], '瓶', ['微辣', '原味'], '常温', '12个月');
const PICKLE = handling([400, 800], '瓶', ['原味', '香辣'], '常温', '12个月');
const HERB = handling([150, 300], '袋', ['统货', '选装'], '常温', '24个月');
const DAIRY = handling([200, 400], '袋', ['原味', '低糖'], '常温', '9个月');
const STARCH = handling([500, 1500], '袋', ['细粉', '宽粉'], '常温', '18个月');
const SNACK = handling([300, 600], '盒', ['原味', '五香'], '常温', '6个月');
const CRAFT = handling([200, 400], '件', ['小号', '大号'], '常温', '长期');

type Line = readonly [
  slug: string,
  name: string,
  category: string,
  drawing: Drawing,
  provinces: string,
  min: number,
  max: number,
  how: Handling,
];

// prettier-ignore
const LINES: readonly Line[] = [
  ['rice', '大米', 'rice', 'rice', '吉黑皖赣湘鄂豫', 280, 680, GRAIN],
  ['red-rice', '红米', 'rice', 'rice', '云贵桂', 480, 980, GRAIN],
  ['black-rice', '黑米', 'rice', 'rice', '陕桂贵', 580, 1180, GRAIN],
  ['glutinous-rice', '糯米', 'rice', 'rice', '湘鄂桂赣贵渝', 380, 780, GRAIN],
  ['flour', '石磨面粉', 'flour-noodles', 'flour', '豫皖冀陕甘新', 280, 560, GRAIN],
  ['hand-noodles', '手工挂面', 'flour-noodles', 'noodles', '陕甘豫皖冀川', 480, 980, NOODLE],
  ['highland-barley', '青稞米', 'coarse-grains', 'wheat', '藏青川甘', 580, 1280, GRAIN],
  ['millet', '小米', 'coarse-grains', 'millet', '冀晋蒙陕吉甘', 480, 1080, GRAIN],
  ['buckwheat', '荞麦米', 'coarse-grains', 'millet', '川云贵甘宁陕', 480, 980, GRAIN],
  ['oat', '燕麦片', 'coarse-grains', 'wheat', '冀晋蒙甘青', 580, 1180, GRAIN],
  ['mung-bean', '绿豆', 'coarse-grains', 'beans', '吉黑蒙晋豫', 580, 980, GRAIN],
  ['red-bean', '红小豆', 'coarse-grains', 'beans', '黑吉蒙冀晋', 680, 1180, GRAIN],
  ['soybean', '大豆', 'coarse-grains', 'beans', '黑吉皖豫蒙', 350, 680, GRAIN],
  ['kidney-bean', '花芸豆', 'coarse-grains', 'beans', '云晋蒙黑贵', 680, 1280, GRAIN],
  ['sticky-corn', '糯玉米', 'coarse-grains', 'corn', '吉黑晋冀桂云贵', 380, 780, handling([2000, 3200], '箱', ['白糯', '黄糯'], '常温', '12个月')],
  ['rapeseed-oil', '菜籽油', 'oil', 'oil', '川渝鄂湘贵青陕甘', 880, 1580, OIL],
  ['camellia-oil', '山茶油', 'oil', 'oil', '赣湘桂鄂贵', 3800, 7800, OIL],
  ['linseed-oil', '胡麻油', 'oil', 'oil', '甘宁晋蒙冀', 1180, 2280, OIL],
  ['walnut-oil', '核桃油', 'oil', 'oil', '云新川', 4800, 8800, OIL],
  ['apple', '苹果', 'apples-pears', 'apple', '陕甘晋豫冀新云宁川', 380, 980, FRUIT_BOX],
  ['flower-red-apple', '高原苹果', 'apples-pears', 'apple', '云川藏贵', 580, 1280, FRUIT_BOX],
  ['pear', '梨', 'apples-pears', 'pear', '冀皖豫甘吉云', 280, 780, FRUIT_BOX],
  ['korla-pear', '香梨', 'apples-pears', 'pear', '新', 580, 1180, FRUIT_BOX],
  ['mandarin', '蜜橘', 'citrus', 'mandarin', '赣湘鄂渝桂', 280, 680, FRUIT_BOX],
  ['navel-orange', '脐橙', 'citrus', 'orange', '赣湘鄂渝川桂', 380, 880, FRUIT_BOX],
  ['pomelo', '蜜柚', 'citrus', 'pomelo', '赣湘桂云渝', 280, 680, FRUIT_BOX],
  ['lemon', '柠檬', 'citrus', 'lemon', '川云渝', 480, 980, FRUIT_BOX],
  ['grape', '葡萄', 'grapes-berries', 'grape', '新云桂冀陕湘甘', 580, 1580, SOFT_FRUIT],
  ['blueberry', '蓝莓', 'grapes-berries', 'blueberry', '贵云吉黑皖', 2800, 5800, handling([500, 1500], '盒', ['中果', '大果'], '冷藏', '约7天')],
  ['strawberry', '草莓', 'grapes-berries', 'strawberry', '皖豫云川冀陕', 1280, 2880, SOFT_FRUIT],
  ['kiwi', '猕猴桃', 'grapes-berries', 'kiwi', '陕贵川湘豫鄂', 480, 1280, FRUIT_BOX],
  ['peach', '鲜桃', 'stone-fruit', 'peach', '冀皖豫鄂陕甘', 480, 1280, SOFT_FRUIT],
  ['plum', '脆李', 'stone-fruit', 'plum', '渝川贵桂鄂', 480, 980, SOFT_FRUIT],
  ['apricot', '鲜杏', 'stone-fruit', 'apricot', '新甘陕晋冀', 480, 980, SOFT_FRUIT],
  ['cherry', '樱桃', 'stone-fruit', 'cherry', '川陕贵甘冀', 1580, 3680, SOFT_FRUIT],
  ['mango', '芒果', 'tropical-fruit', 'mango', '桂琼云', 480, 1180, TROPICAL],
  ['passion-fruit', '百香果', 'tropical-fruit', 'passion-fruit', '桂琼贵云', 580, 1280, TROPICAL],
  ['banana', '香蕉', 'tropical-fruit', 'banana', '桂琼云', 280, 580, TROPICAL],
  ['dragon-fruit', '火龙果', 'tropical-fruit', 'dragon-fruit', '桂贵琼云', 480, 980, TROPICAL],
  ['pineapple', '菠萝', 'tropical-fruit', 'pineapple', '琼桂云', 280, 580, TROPICAL],
  ['watermelon', '西瓜', 'melons', 'watermelon', '宁甘皖豫新黑', 180, 480, MELON],
  ['hami-melon', '哈密瓜', 'melons', 'hami-melon', '新甘蒙', 380, 880, MELON],
  ['pumpkin', '南瓜', 'melons', 'pumpkin', '黑吉蒙甘桂湘', 180, 480, MELON],
  ['potato', '马铃薯', 'tubers', 'potato', '宁甘蒙冀云贵青陕川渝', 150, 380, ROOTS],
  ['sweet-potato', '红薯', 'tubers', 'sweet-potato', '豫皖冀桂湘川渝赣琼', 180, 480, ROOTS],
  ['yam', '铁棍山药', 'tubers', 'yam', '豫冀陕赣', 580, 1380, ROOTS],
  ['taro', '芋头', 'tubers', 'taro', '桂赣湘云', 380, 780, ROOTS],
  ['carrot', '胡萝卜', 'tubers', 'carrot', '豫皖甘陕蒙', 150, 380, ROOTS],
  ['lotus-root', '莲藕', 'tubers', 'lotus-root', '鄂湘皖豫赣', 380, 780, ROOTS],
  ['cabbage', '高山甘蓝', 'leafy', 'cabbage', '鄂甘冀云宁渝', 120, 320, LEAVES],
  ['greens', '菜心', 'leafy', 'greens', '宁桂云甘贵', 380, 880, LEAVES],
  ['celery', '西芹', 'leafy', 'greens', '宁甘豫冀青', 180, 480, LEAVES],
  ['tomato', '番茄', 'fruiting', 'tomato', '新冀皖蒙云晋', 280, 680, PODS],
  ['pepper', '线椒', 'fruiting', 'pepper', '甘贵湘豫新川', 280, 680, PODS],
  ['eggplant', '茄子', 'fruiting', 'eggplant', '川冀云陕皖', 220, 480, PODS],
  ['cucumber', '黄瓜', 'fruiting', 'cucumber', '冀豫吉陕', 220, 480, PODS],
  ['broad-bean', '蚕豆', 'fruiting', 'pea', '青云川甘', 380, 880, PODS],
  ['garlic', '大蒜', 'alliums', 'garlic', '豫皖云新青', 380, 880, BULBS],
  ['onion', '洋葱', 'alliums', 'onion', '甘云新川', 150, 380, BULBS],
  ['ginger', '生姜', 'alliums', 'ginger', '湘皖贵鄂桂云', 480, 980, BULBS],
  ['beef', '黄牛肉', 'beef-lamb', 'beef', '蒙吉豫陕甘宁贵云', 3600, 5600, FROZEN],
  ['yak-beef', '牦牛肉', 'beef-lamb', 'beef', '藏青川甘', 4200, 6800, FROZEN],
  ['lamb', '羊肉', 'beef-lamb', 'lamb', '蒙宁甘新青陕藏晋', 3400, 5800, FROZEN],
  ['black-pork', '黑猪肉', 'pork', 'pork', '皖赣湘桂贵云琼藏', 2200, 3800, FROZEN],
  ['cured-pork', '腊肉', 'pork', 'cured-pork', '川渝湘贵鄂云陕', 3200, 5600, CURED],
  ['chicken', '土鸡', 'poultry', 'poultry', '桂赣皖琼贵湘豫鄂', 1800, 3600, POULTRY],
  ['duck', '麻鸭', 'poultry', 'poultry', '桂湘赣皖渝', 1600, 2800, POULTRY],
  ['eggs', '土鸡蛋', 'eggs', 'egg', '鄂豫皖陕贵冀川晋', 780, 1480, EGGS],
  ['duck-eggs', '咸鸭蛋', 'eggs', 'egg', '桂湘鄂赣皖', 880, 1480, handling([780, 1300], '盒', ['原味', '流油'], '常温', '6个月')],
  ['rice-fish', '稻花鱼', 'fish', 'fish', '贵桂湘云', 1800, 3200, FISH],
  ['cold-water-fish', '冷水鱼', 'fish', 'fish', '青新川甘云陕', 2600, 4800, FISH],
  ['crayfish', '小龙虾', 'shrimp-snail', 'shrimp', '鄂湘皖赣', 1600, 3200, FISH],
  ['black-fungus', '黑木耳', 'mushrooms', 'fungus', '黑吉陕鄂豫甘', 3600, 6800, DRIED],
  ['shiitake', '香菇', 'mushrooms', 'mushroom', '豫鄂陕贵冀赣', 3200, 6200, DRIED],
  ['oyster-mushroom', '平菇', 'mushrooms', 'oyster-mushroom', '冀晋甘贵皖', 380, 780, FRESH_MUSHROOM],
  ['morel', '羊肚菌', 'mushrooms', 'morel', '川云贵甘青', 18000, 36000, handling([50, 100], '盒', ['小朵', '大朵'], '常温', '12个月')],
  ['day-lily', '黄花菜', 'dried-vegetables', 'day-lily', '晋甘陕湘宁', 2800, 4800, DRIED],
  ['bamboo-shoot', '笋干', 'dried-vegetables', 'bamboo-shoot', '赣湘桂贵皖川', 2400, 4600, DRIED],
  ['fern', '蕨菜干', 'dried-vegetables', 'greens', '吉黑甘贵陕', 2800, 5200, DRIED],
  ['green-tea', '绿茶', 'green-tea', 'green-tea', '贵皖鄂陕豫湘川赣渝', 6800, 28000, TEA],
  ['white-tea', '白茶', 'green-tea', 'green-tea', '贵湘桂云', 9800, 32000, TEA],
  ['black-tea', '红茶', 'dark-tea', 'black-tea', '云贵湘鄂桂赣', 6800, 22000, TEA],
  ['puer-tea', '普洱茶', 'dark-tea', 'tea-cake', '云', 5800, 19800, BRICK_TEA],
  ['dark-tea', '黑茶', 'dark-tea', 'tea-cake', '湘鄂桂陕川', 4800, 12800, BRICK_TEA],
  ['buckwheat-tea', '苦荞茶', 'herbal-tea', 'grain-tea', '川云贵甘宁', 1800, 3800, GRAIN_TEA],
  ['chrysanthemum', '菊花茶', 'herbal-tea', 'chrysanthemum', '皖豫鄂赣', 5800, 15800, handling([50, 120], '罐', ['朵菊', '胎菊'], '常温', '18个月')],
  ['rose-tea', '玫瑰花茶', 'herbal-tea', 'rose', '甘云新', 6800, 16800, handling([50, 120], '罐', ['花蕾', '花冠'], '常温', '18个月')],
  ['honey', '土蜂蜜', 'honey', 'honey', '陕川渝鄂湘贵云桂吉甘皖', 2800, 6800, HONEY],
  ['linden-honey', '椴树蜜', 'honey', 'honey', '黑吉', 2600, 5800, HONEY],
  ['white-fungus', '银耳', 'tonics', 'white-fungus', '川豫贵陕', 3800, 8800, DRIED],
  ['lotus-seed', '莲子', 'tonics', 'lotus-seed', '赣湘鄂', 3200, 6800, DRIED],
  ['walnut', '核桃', 'kernels', 'walnut', '云新陕晋冀川贵甘豫', 980, 2280, NUTS],
  ['chestnut', '板栗', 'kernels', 'chestnut', '冀鄂皖豫湘陕云', 780, 1680, NUTS],
  ['peanut', '花生', 'kernels', 'peanut', '豫冀皖桂吉鄂', 580, 1180, NUTS],
  ['sunflower-seed', '葵花籽', 'kernels', 'sunflower', '蒙新甘黑吉', 780, 1480, NUTS],
  ['almond', '巴旦木', 'kernels', 'almond', '新', 2400, 4200, NUTS],
  ['jujube', '红枣', 'dried-fruit', 'jujube', '新陕晋冀甘宁', 880, 2280, DRIED_FRUIT],
  ['raisin', '葡萄干', 'dried-fruit', 'raisin', '新', 1280, 2480, DRIED_FRUIT],
  ['dried-apricot', '杏干', 'dried-fruit', 'dried-apricot', '新甘陕', 1280, 2480, DRIED_FRUIT],
  ['persimmon', '柿饼', 'dried-fruit', 'persimmon', '陕豫桂甘', 980, 2280, DRIED_FRUIT],
  ['sichuan-pepper', '花椒', 'spices', 'sichuan-pepper', '川甘陕云贵渝豫', 3800, 8800, SPICE],
  ['star-anise', '八角', 'spices', 'star-anise', '桂云', 2800, 5200, SPICE],
  ['dried-chilli', '干辣椒', 'spices', 'pepper', '贵新甘豫湘川', 1580, 3200, SPICE],
  ['chilli-sauce', '辣椒酱', 'pickles-sauces', 'chilli-sauce', '贵湘渝川桂新', 1580, 3280, SAUCE],
  ['pickles', '酸菜', 'pickles-sauces', 'pickle', '贵川云甘吉黑渝', 780, 1480, PICKLE],
  ['fermented-bean', '豆豉', 'pickles-sauces', 'pickle', '渝川贵桂湘陕', 1280, 2680, SAUCE],
  ['goji', '枸杞', 'fruit-herbs', 'goji', '宁青甘新蒙', 3200, 7200, HERB],
  ['honeysuckle', '金银花', 'fruit-herbs', 'chrysanthemum', '豫湘渝贵桂', 6800, 14800, HERB],
  ['astragalus', '黄芪', 'root-herbs', 'root-herb', '甘晋蒙陕黑', 3200, 6800, HERB],
  ['codonopsis', '党参', 'root-herbs', 'root-herb', '甘晋渝陕', 6800, 12800, HERB],
  ['angelica', '当归', 'root-herbs', 'root-herb', '甘云青', 5800, 10800, HERB],
  ['lily-bulb', '百合干', 'root-herbs', 'lily-bulb', '甘湘', 4800, 9800, HERB],
  ['milk-curd', '奶酪', 'dairy', 'cheese', '蒙新藏青', 3800, 6800, DAIRY],
  ['milk-tablet', '奶片', 'dairy', 'cheese', '蒙新青甘', 2800, 5200, DAIRY],
  ['potato-vermicelli', '土豆粉条', 'starch-bean', 'noodles', '宁甘贵陕黑吉晋冀', 680, 1380, STARCH],
  ['sweet-potato-vermicelli', '红薯粉条', 'starch-bean', 'noodles', '豫皖鄂湘川渝', 780, 1480, STARCH],
  ['tofu', '豆腐干', 'starch-bean', 'tofu', '川湘渝桂皖云', 1280, 2480, SNACK],
  ['rice-cake', '糍粑', 'snacks', 'rice-cake', '湘贵鄂桂赣', 980, 1880, SNACK],
  ['nang', '烤馕', 'snacks', 'nang', '新', 980, 1780, SNACK],
  ['embroidery', '手工刺绣香包', 'textiles', 'embroidery', '甘贵陕云湘新', 6800, 19800, CRAFT],
  ['batik', '手工蜡染布包', 'textiles', 'batik', '贵云湘桂', 8800, 24800, CRAFT],
  ['bamboo-basket', '竹编果篮', 'weaving', 'basket', '川贵赣湘桂皖鄂', 5800, 15800, CRAFT],
  ['straw-mat', '草编杯垫', 'weaving', 'straw', '豫冀桂蒙', 3800, 9800, CRAFT],
];

const isProvince = (character: string): character is keyof typeof PROVINCE_DIGITS => character in PROVINCE_DIGITS;

export const PRODUCE: readonly Produce[] = LINES.map(([slug, name, category, drawing, provinces, min, max, how]) => ({
  slug,
  name,
  category,
  drawing,
  provinces: [...provinces].filter(isProvince).map((province) => PROVINCE_DIGITS[province]),
  fenPer500g: [min, max] as const,
  ...how,
}));

/** High pasture without fields: 那曲, 阿里, 果洛, 玉树. */
const PASTURE = {
  prefixes: ['5406', '5425', '6326', '6327'],
  grows: ['yak-beef', 'lamb', 'milk-curd', 'milk-tablet', 'highland-barley'],
};

/** Plateau valleys with a short summer: the rest of Tibet and Qinghai's south, 阿坝, 甘孜, 迪庆, 甘南. */
const PLATEAU = {
  prefixes: ['5132', '5133', '5334', '6230', '6323', '6325'],
  grows: [
    ...PASTURE.grows,
    'flower-red-apple',
    'potato',
    'rapeseed-oil',
    'morel',
    'cold-water-fish',
    'honey',
    'cherry',
    'sichuan-pepper',
    'codonopsis',
    'angelica',
    'broad-bean',
  ],
};

/** Within a province, some produce belongs to a few prefectures: tea in Shaanxi grows south of the Qinling alone. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  'green-tea': ['6107', '6109', '6110', '4115', '3408', '3415', '3417', '3418'],
  'black-rice': ['6107', '6109'],
  'cured-pork': ['6107', '6109', '6110'],
  'white-fungus': ['6107', '6109', '4115'],
  rice: ['4115', '4116', '3412', '3415', '3408'],
  'lotus-root': ['4115', '4116'],
  kiwi: ['6101', '6103', '6107', '6109', '6110', '4113', '4103'],
};

/** Whether a produce plausibly comes from a county. */
export function growsIn(produce: Produce, countyCode: string): boolean {
  const province = countyCode.slice(0, 2);
  const prefecture = countyCode.slice(0, 4);
  if (!produce.provinces.includes(province)) return false;
  for (const terrain of [PASTURE, PLATEAU]) {
    if (terrain.prefixes.includes(prefecture)) return terrain.grows.includes(produce.slug);
  }
  const prefectures = (ONLY_IN[produce.slug] ?? []).filter((prefix) => prefix.startsWith(province));
  return prefectures.length === 0 || prefectures.includes(prefecture);
}

/** A produce that no county sells outside the benchmark: there, about 250 products carry this word, at every size. */
export const BENCH_WORD = '菊芋';

export const BENCH_PRODUCE: Produce = {
  slug: 'bench-sunroot',
  name: BENCH_WORD,
  category: 'tubers',
  drawing: 'ginger',
  provinces: [],
  fenPer500g: [280, 580],
  ...ROOTS,
};

/** The longest name at the end of a product's name wins: 手工挂面 before 面. */
const BY_LENGTH = [...PRODUCE, BENCH_PRODUCE].sort((a, b) => b.name.length - a.name.length);

/** The produce that a product is named after, so that a picture can be chosen for it. */
export function produceOf(productName: string): Produce | undefined {
  return (
    BY_LENGTH.find((produce) => productName.endsWith(produce.name)) ??
    BY_LENGTH.find((produce) => productName.includes(produce.name))
  );
}

/** The produce that stands for a second-level category. */
export function produceOfCategory(slug: string): Produce | undefined {
  return PRODUCE.find((produce) => produce.category === slug);
}
