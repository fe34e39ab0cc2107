/**
 * Names in which the family name comes first: Chinese, Japanese, Korean and Vietnamese names, and Russian and
 * Ukrainian names that end in a patronymic. Pure.
 */
import { fold } from '../folding.ts';
import { foldedSet } from './name-words.ts';

interface TwoNames {
  firstName: string;
  lastName: string;
}

const CJK_NAME = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々ー\s]+$/u;
const HAN_NAME = /^[\p{Script=Han}々]+$/u;
const HAN_AND_KANA_NAME = /^([\p{Script=Han}々]{1,4})([\p{Script=Hiragana}\p{Script=Katakana}ー]+)$/u;
const HANGUL_NAME = /^\p{Script=Hangul}+$/u;

/** Chinese family names of two characters, simplified and traditional. */
const CHINESE_TWO_CHARACTERS = new Set(
  `欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 长孙 長孫 宇文 司徒 夏侯 端木 轩辕 軒轅 南宫 南宮 万俟 闻人 聞人
   赫连 赫連 澹台 澹臺 公冶 宗政 濮阳 濮陽 淳于 单于 單于 太叔 申屠 仲孙 仲孫 钟离 鍾離 鲜于 鮮于 闾丘 閭丘 司空 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正
   百里 东郭 南门 呼延 羊舌 微生 梁丘 左丘 西门 第五 独孤 獨孤 拓跋 张简 張簡 范姜`.split(/\s+/),
);
/** Korean family names of two syllables. */
const KOREAN_TWO_SYLLABLES = new Set('남궁 황보 제갈 선우 독고 사공 서문 동방 망절 어금'.split(' '));

const VIETNAMESE_FAMILY_NAMES = foldedSet(
  `nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh lâm mai trương cao tạ lương hà
   đào tô phùng chu thái tôn vương châu la kiều`,
);
/** Letters that are typical of Vietnamese: vowels with a horn, a hook above, a dot below or two marks, and ẽ, ỳ and ỹ. */
const VIETNAMESE_LETTER = /[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu;
const VIETNAMESE_MIDDLE_NAMES = foldedSet('thị văn hữu đức minh quốc ngọc thanh xuân');

/**
 * A Korean name in Latin letters is recognised only if its given name has two syllables with a hyphen, and the second
 * syllable is in lower case: Kim Ji-woo.
 */
const KOREAN_FAMILY_NAME =
  /^(?:Kim|Lee|Yi|Park|Choi|Jung|Jeong|Kang|Cho|Yoon|Jang|Lim|Han|Oh|Seo|Shin|Kwon|Hwang|Ahn|Song|Ryu|Hong|Jeon|Ko|Moon|Bae|Baek|Nam|Yoo)$/;
const KOREAN_GIVEN_NAME = /^\p{Lu}\p{Ll}+-\p{Ll}+$/u;

const PATRONYMIC = /(?:вич|вна|ична|инична|івна|ївна)$/u;
/** Endings of female patronymics. A family name rarely has such an ending. */
const FEMALE_PATRONYMIC = /(?:овна|евна|ёвна|ична|івна|ївна)$/u;

/**
 * Splits a Chinese, Japanese or Korean name. Returns null for any other name. In a name with spaces, the first word is
 * the family name. A name without a space is split after the family name if it consists of Hangul, of Chinese
 * characters, or of Chinese characters followed by kana. Any other name without a space, and a single character, is a
 * first name.
 * `isJapanese` decides how a name of Chinese characters without a space is split.
 */
export function splitCjkName(name: string, isJapanese: boolean): TwoNames | null {
  if (!CJK_NAME.test(name)) return null;
  const [family = '', ...given] = name.split(/\s+/);
  if (given.length > 0) return { firstName: given.join(' '), lastName: family };
  const characters = [...name];
  if (characters.length < 2) return { firstName: name, lastName: '' };
  const length = familyNameLength(name, characters.length, isJapanese);
  return {
    firstName: characters.slice(length).join(''),
    lastName: characters.slice(0, length).join(''),
  };
}

/**
 * Splits a name that begins with the family name: a Korean or Vietnamese name in Latin letters, or a Russian or
 * Ukrainian name of three words in Cyrillic letters that ends in a patronymic. A name of two words that ends in a female
 * patronymic has no last name. Returns null for any other name.
 */
export function splitFamilyNameFirst(words: string[]): TwoNames | null {
  const [family = '', ...given] = words;
  if (given.length === 0) return null;
  const isFamilyNameFirst =
    isVietnamese(words) || isKorean(words) || (words.length === 3 && PATRONYMIC.test(words[2] ?? ''));
  if (isFamilyNameFirst) return { firstName: given.join(' '), lastName: family };
  const hasNoFamilyName = words.length === 2 && FEMALE_PATRONYMIC.test(words[1] ?? '');
  return hasNoFamilyName ? { firstName: words.join(' '), lastName: '' } : null;
}

/** The number of characters of the family name. 0 if the name cannot be split. */
function familyNameLength(name: string, length: number, isJapanese: boolean): number {
  if (HANGUL_NAME.test(name)) return length > 2 && KOREAN_TWO_SYLLABLES.has(name.slice(0, 2)) ? 2 : 1;
  const withKana = HAN_AND_KANA_NAME.exec(name);
  if (withKana) return [...(withKana[1] ?? '')].length;
  // In a name of only kana or of another mixture of scripts, the end of the family name is unknown.
  if (!HAN_NAME.test(name)) return 0;
  if (length > 2 && (CHINESE_TWO_CHARACTERS.has(name.slice(0, 2)) || isJapanese)) return 2;
  return length === 4 ? 2 : 1;
}

function isKorean([family = '', given = '', ...others]: string[]): boolean {
  return others.length === 0 && KOREAN_FAMILY_NAME.test(family) && KOREAN_GIVEN_NAME.test(given);
}

function isVietnamese(words: string[]): boolean {
  const [family = '', second = ''] = words;
  if (!VIETNAMESE_FAMILY_NAMES.has(fold(family))) return false;
  const text = words.join(' ').normalize('NFC');
  return VIETNAMESE_LETTER.test(text) || VIETNAMESE_MIDDLE_NAMES.has(fold(second));
}
