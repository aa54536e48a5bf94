// The two levels of categories of the catalogue.

export interface SeedCategory {
  slug: string;
  name: string;
  parentSlug: string | null;
}

const TREE: readonly [slug: string, name: string, children: readonly [slug: string, name: string][]][] = [
  [
    'staples',
    '粮油米面',
    [
      ['rice', '大米'],
      ['flour-noodles', '面粉面条'],
      ['coarse-grains', '杂粮杂豆'],
      ['oil', '食用油'],
    ],
  ],
  [
    'fruit',
    '新鲜水果',
    [
      ['apples-pears', '苹果和梨'],
      ['citrus', '柑橘柚橙'],
      ['grapes-berries', '葡萄浆果'],
      ['stone-fruit', '桃李杏'],
      ['tropical-fruit', '热带水果'],
      ['melons', '瓜类'],
    ],
  ],
  [
    'vegetables',
    '新鲜蔬菜',
    [
      ['tubers', '薯芋根茎'],
      ['leafy', '叶菜'],
      ['fruiting', '茄果瓜豆'],
      ['alliums', '葱姜蒜'],
    ],
  ],
  [
    'meat-eggs',
    '肉禽蛋',
    [
      ['beef-lamb', '牛羊肉'],
      ['pork', '猪肉'],
      ['poultry', '鸡鸭鹅'],
      ['eggs', '禽蛋'],
    ],
  ],
  [
    'aquatic',
    '水产',
    [
      ['fish', '鱼'],
      ['shrimp-snail', '虾蟹螺'],
    ],
  ],
  [
    'mountain',
    '食用菌和山珍',
    [
      ['mushrooms', '食用菌'],
      ['dried-vegetables', '山野干菜'],
    ],
  ],
  [
    'tea',
    '茶叶',
    [
      ['green-tea', '绿茶白茶'],
      ['dark-tea', '红茶黑茶'],
      ['herbal-tea', '花草谷物茶'],
    ],
  ],
  [
    'honey-tonics',
    '蜂蜜滋补',
    [
      ['honey', '蜂蜜'],
      ['tonics', '滋补食材'],
    ],
  ],
  [
    'nuts',
    '坚果干果',
    [
      ['kernels', '坚果炒货'],
      ['dried-fruit', '干果果干'],
    ],
  ],
  [
    'condiments',
    '调味酱菜',
    [
      ['spices', '香辛料'],
      ['pickles-sauces', '酱菜酱料'],
    ],
  ],
  [
    'herbs',
    '药食同源',
    [
      ['root-herbs', '根茎类'],
      ['fruit-herbs', '花果类'],
    ],
  ],
  [
    'dairy-snacks',
    '乳品小吃',
    [
      ['dairy', '乳品'],
      ['starch-bean', '粉条豆制品'],
      ['snacks', '特色小吃'],
    ],
  ],
  [
    'crafts',
    '手工艺品',
    [
      ['textiles', '刺绣织品'],
      ['weaving', '竹藤草编'],
    ],
  ],
];

export const CATEGORIES: readonly SeedCategory[] = TREE.flatMap(([slug, name, children]) => [
  { slug, name, parentSlug: null },
  ...children.map(([child, childName]) => ({ slug: child, name: childName, parentSlug: slug })),
]);

const NAMES = new Map(CATEGORIES.map((category) => [category.slug, category.name]));

/** The Chinese name under which a category stands in an import file. */
export function categoryName(slug: string): string {
  const name = NAMES.get(slug);
  if (name === undefined) throw new Error(`no category ${slug}`);
  return name;
}
