// Readings of place names. pinyin-pro knows most of them; what it reads wrongly is corrected here.
import { pinyin } from 'pinyin-pro';

/** Whole or partial names whose usual dictionary reading is not the local one. */
const PLACE_READINGS: Readonly<Record<string, string>> = {
  蔚县: 'yu xian',
  繁峙: 'fan shi',
  洪洞: 'hong tong',
  单县: 'shan xian',
  浚县: 'xun xian',
  冠县: 'guan xian',
  歙县: 'she xian',
  涡阳: 'guo yang',
  泌阳: 'bi yang',
  大城县: 'dai cheng xian',
  大埔: 'da bu',
  大箐山: 'da qing shan',
  吴堡: 'wu bu',
  红寺堡: 'hong si bu',
  宕昌: 'tan chang',
  黄陂: 'huang pi',
  六合: 'lu he',
  六安: 'lu an',
  闵行: 'min hang',
  乐亭: 'lao ting',
  乐陵: 'lao ling',
  乐清: 'yue qing',
  民乐: 'min le',
  中牟: 'zhong mu',
  牟平: 'mu ping',
  牟定: 'mou ding',
  召陵: 'shao ling',
  筠连: 'jun lian',
  尉犁: 'yu li',
  长子县: 'zhang zi xian',
  东阿: 'dong e',
  铅山: 'yan shan',
  荥经: 'ying jing',
  柞水: 'zha shui',
  八宿: 'ba su',
  温宿: 'wen su',
  莎车: 'sha che',
  伽师: 'jia shi',
  桐柏: 'tong bai',
  双柏: 'shuang bai',
  色达: 'se da',
  任丘: 'ren qiu',
  番禺: 'pan yu',
  丽水: 'li shui',
  台州: 'tai zhou',
  井陉: 'jing xing',
  盱眙: 'xu yi',
  珲春: 'hun chun',
};

/** Characters that have one reading in the names of Chinese places, whatever they sound like elsewhere. */
const CHARACTER_READINGS: Readonly<Record<string, string>> = { 都: 'du', 什: 'shi' };

/** The syllables of a place name, without tones; ü is written v, as people type it. */
export function placeSyllables(name: string): string[] {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true });
  const characters = [...name];
  characters.forEach((character, at) => {
    const reading = CHARACTER_READINGS[character];
    if (reading) syllables[at] = reading;
  });
  for (const [part, reading] of Object.entries(PLACE_READINGS)) {
    const at = name.indexOf(part);
    if (at >= 0) reading.split(' ').forEach((syllable, offset) => (syllables[at + offset] = syllable));
  }
  return syllables;
}

/** 蔚县 → yuxian */
export const placePinyin = (name: string): string => placeSyllables(name).join('');

/** 蔚县 → yx */
export const placeInitials = (name: string): string =>
  placeSyllables(name)
    .map((syllable) => syllable.charAt(0))
    .join('');
