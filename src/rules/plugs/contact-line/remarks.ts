/**
 * Recognises remarks, greetings, closing formulas, footers and running text, which are neither a company nor a title.
 * Pure.
 */
import { trimSigns } from '../../trim-signs.ts';
import { fold } from '../folding.ts';
import { foldedSet } from '../names/name-words.ts';
import { titleStrength } from './job-titles.ts';
import { hasLegalForm } from './legal-forms.ts';

/** First words of remarks. */
const REMARK_STARTS = foldedSet(
  `met meet saw spoke talked chatted discussed wants want wanted likes like loves needs need needed interested asked asks
   asking prefers prefer call called calls email mail send sent sends follow following followed remind reminder introduced
   referred recommended knows know knew works worked working lives lived based looking look looks seeking great nice good
   very really friend colleague from via through re about please possible potential maybe might will would should could
   has had have is was are were says said told thinks promised next todo to-do ask offer offered invite invited bring
   speaks back visited visiting visit seen attended attending bought buys uses using tried hiring hires here there after
   before during born yesterday today tomorrow later soon not no yes also just still currently formerly previously who which
   that it he she they we i his her their my our your
   getroffen kennengelernt möchte will wollte sucht braucht hat ist war interessiert bitte anrufen rückruf wegen über
   rencontré rencontrée veut souhaite cherche besoin intéressé intéressée rappeler contacter
   conocí conocido conocida quiere busca necesita interesado interesada llamar
   conosciuto conosciuta vuole cerca interessato interessata richiamare
   conheci quer procura precisa interessado interessada ligar
   ontmoet wil zoekt bellen geïnteresseerd träffade vill söker møtte ønsker
   познакомились познакомился познакомилась встретил встретила встретились хочет ищет просил просила позвонить написать
   интересуется нужен нужна нужно перезвонить зустріли хоче шукає
   التقيت قابلت يريد تريد مهتم مهتمة يحتاج תפגשתי פגשתי רוצה צריך מעוניין מעוניינת לחזור`,
);
/** Words that are frequent in sentences and rare in titles and in the names of companies. */
const SENTENCE_WORDS = foldedSet(
  `the a an to with at from my our his her their we i he she they you it is was are were has had have will would wants
   who which that this these after before about because but so when where until if on
   am beim auf bei mit hat ist möchte ich wir sie er nach vor zur nicht dass
   chez avec dans pour il elle nous est sur qui que
   con para quiere nos una que en
   alla vuole per che nel
   quer com na no uma
   heeft voor bij wil met op
   på til hos med och og
   на в для после через хочет от
   في مع على الى إلى من`,
);
const PLACE = /(?:^|\s)(?:booth|stand|hall|halle|room|table|row|aisle|messe|стенд|зал)\s*#?[\p{L}]?\p{N}+/iu;
const CJK_REMARK =
  /[。！？]|(?:です|ます|ました|ください|たい|した|希望|様子|中)$|(?:会った|お会い|展示会で|から紹介)|^(?:在|于|于).+(?:遇到|认识|認識|见过|見過|碰到)|(?:认识的|認識的|遇到的|想要|想看|希望|需要|下周|下週|明天|联系|聯繫)|(?:에서\s|만났|만남|원함|요청|싶어|습니다|해요|했음|예정)/u;
/** Greetings, if they are the whole text, and the beginnings of closing formulas. */
const GREETING_OR_CLOSING =
  /^(?:(?:hi|hello|hey|hallo|bonjour|hola|ciao|ol\u00e1|\u05e9\u05dc\u05d5\u05dd|\u0645\u0631\u062d\u0628\u0627|\u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u064a\u0643\u0645|\u043f\u0440\u0438\u0432\u0435\u0442|\u0437\u0434\u0440\u0430\u0432\u0441\u0442\u0432\u0443\u0439\u0442\u0435|\u0434\u043e\u0431\u0440\u044b\u0439 \u0434\u0435\u043d\u044c|\u4f60\u597d|\u3053\u3093\u306b\u3061\u306f|\uc548\ub155\ud558\uc138\uc694)[\s!.]*$|(?:(?:with\s)?(?:best|kind|kindest|warm|warmest|many|sincere)\s(?:regards|wishes|greetings)|regards|cheers|thanks|thank you|many thanks|sincerely|yours\s(?:sincerely|faithfully|truly)|respectfully|mit\s(?:freundlichen|besten|herzlichen)\s(?:gr\u00fc(?:\u00df|ss)en|empfehlungen)|(?:viele|beste|liebe|freundliche|herzliche)\sgr\u00fc(?:\u00df|ss)e|mfg|cordialement|bien cordialement|bien \u00e0 vous|salutations|meilleures salutations|un (?:cordial )?saludo|saludos(?: cordiales)?|atentamente|cordiali saluti|distinti saluti|saluti|atenciosamente|cumprimentos|com os melhores cumprimentos|met vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|groeten|med v\u00e4nlig(?:a)? h\u00e4lsning(?:ar)?|v\u00e4nliga h\u00e4lsningar|med vennlig hilsen|vennlig hilsen|med venlig hilsen|venlig hilsen|mvh|yst\u00e4v\u00e4llisin terveisin|terveisin|pozdrawiam|z powa\u017caniem|s pozdravem|\u00fcdv\u00f6zlettel|sayg\u0131lar\u0131mla|\u0441\s\u0443\u0432\u0430\u0436\u0435\u043d\u0438\u0435\u043c|\u0441\s\u043d\u0430\u0438\u043b\u0443\u0447\u0448\u0438\u043c\u0438\s\u043f\u043e\u0436\u0435\u043b\u0430\u043d\u0438\u044f\u043c\u0438|\u0437\s\u043f\u043e\u0432\u0430\u0433\u043e\u044e|\u043c\u0435 \u03b5\u03ba\u03c4\u03af\u03bc\u03b7\u03c3\u03b7)(?!\p{L})|\u0645\u0639\s|\u062a\u062d\u064a\u0627\u062a|\u0648\u062a\u0641\u0636\u0644\u0648\u0627|\u05d1\u05d1\u05e8\u05db\u05d4|\u6b64\u81f4|\u656c\u793c|\u795d\u5546\u797a|\u9806\u9801\u5546\u797a|\u8c28\u4e0a|\u3088\u308d\u3057\u304f|\u656c\u5177|\uac10\uc0ac\ud569\ub2c8\ub2e4|\ub4dc\ub9bc)/iu;
/** The beginnings of disclaimers and of the footers that mail programs add. */
const FOOTER =
  /^(?:sent from|get outlook|von meinem|gesendet (?:von|mit)|envoyé (?:de|depuis)|enviado (?:desde|do|a partir)|inviato da|verstuurd vanaf|verzonden|skickat från|sendt fra|lähetetty|wysłane z|odesláno|отправлено|надіслано|iPhoneから|从我的|來自我的|我的 ?iphone|나의 ?iphone|this (?:e-?mail|message)|confidential|--)/iu;
const SPELLED_OUT_ADDRESS =
  /\(at\)|\[at\]|\s(?:at|dot|punkt|punto|point)\s\S+\s(?:dot|punkt|punto|point)\s|\(dot\)|\[dot\]/iu;
const DATE = /(?:^|\s)\p{N}{1,4}[./-]\p{N}{1,2}[./-]\p{N}{1,4}(?:\s|$)/u;
const SENTENCE_END = /[.!?\u2026\u061f][)"'\u201d\u00bb]*(?:\s|$)/u;

/**
 * Whether a part of a message is a greeting, a closing formula, a disclaimer or a footer of a mail program. A text with a
 * legal form, such as "MFG Systems GmbH", is a company.
 */
export function isGreetingOrClosing(text: string): boolean {
  return (GREETING_OR_CLOSING.test(text) || FOOTER.test(text)) && !hasLegalForm(text);
}

/**
 * Whether a part of a message is a remark: a phrase or a sentence, a greeting or a closing (`isGreetingOrClosing`), a
 * text with an e-mail address in words, with a place at an event or with a date, or any text of more than eight words.
 */
export function isRemark(text: string): boolean {
  if (isGreetingOrClosing(text) || SPELLED_OUT_ADDRESS.test(text) || PLACE.test(text) || DATE.test(text))
    return true;
  if (CJK_REMARK.test(text) && titleStrength(text) === 0) return true;
  const words = wordsOf(text);
  if (words.length < 2) return REMARK_STARTS.has(words[0] ?? '') && /^\p{Ll}/u.test(text);
  if (REMARK_STARTS.has(words[0] ?? '') && titleStrength(text.split(/\s+/)[0] ?? '') === 0) return true;
  const at = words.findIndex((word, index) => index > 0 && SENTENCE_WORDS.has(word));
  const mayBePhrase = at > 0 && (/^\P{Lu}/u.test(text) || words.length > 3);
  // Not a phrase: "Entrepreneur in Residence at large" begins with a title, and "Bank of the West" is a company.
  if (mayBePhrase && titleStrength(firstWords(text, at)) === 0 && words[at - 1] !== 'of') return true;
  if (words.length >= 4 && SENTENCE_END.test(text) && /[\p{Ll}\p{Lo}]{4}[.!?\u2026\u061f]/u.test(text))
    return true;
  return words.length > 8;
}

/** Whether the parts of a line are running text, in which commas do not separate fields. */
export function isProse(parts: string[]): boolean {
  const line = parts.join(' ');
  const words = line.split(/\s+/).length;
  if (/[\u3002\uff01\uff1f].*[^\s]/u.test(line) && line.length > 30) return true;
  return words >= 9 && words / parts.length >= 5;
}

function firstWords(text: string, count: number): string {
  return text.split(/\s+/).slice(0, count).join(' ');
}

/** The folded words of a text, without signs at both ends of a word and without texts in angle brackets. */
function wordsOf(text: string): string[] {
  return text
    .replace(/<[^<>]*>/g, ' ')
    .split(/\s+/)
    .map((word) => trimSigns(fold(word)))
    .filter(Boolean);
}
