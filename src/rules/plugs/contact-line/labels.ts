/** Recognises labels in front of a value, such as `Tel.:` or `Company:`, in many languages. Pure. */
import { fold } from '../folding.ts';

export type LabelKind =
  | 'phone'
  | 'fax'
  | 'email'
  | 'web'
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'company'
  | 'title'
  | 'notes';

/** A label and the text without the label. */
export interface Labelled {
  kind: LabelKind;
  label: string;
  /** The text after a label at the start, or the text before a label at the end. */
  rest: string;
}

/** The labels of each kind, separated by commas. */
const LABELS: Record<LabelKind, string> = {
  phone: `tel,telephone,phone,phone number,ph,number,mobile,mobile phone,mob,cell,cellphone,cell phone,direct,direct line,direct dial,office,work,home,main,landline,switchboard,whatsapp,viber,signal,t,m,p,d,o,c,h,w,mobil,mobiltelefon,handy,telefon,telefonnummer,durchwahl,zentrale,festnetz,tlf,gsm,natel,téléphone,portable,fixe,móvil,movil,teléfono,fijo,telemóvel,telefone,celular,cellulare,telefono,cell,telefoon,mobiel,puh,puhelin,matkapuhelin,komórka,komorkowy,cep,телефон,тел,моб,мобильный,мобільний,рабочий,сот,т,м,هاتف,الهاتف,جوال,الجوال,موبايل,محمول,تلفون,تليفون,טלפון,נייד,טל,סלולרי,电话,電話,電話番号,电话号码,手机,手機,手机号,携帯,携帯電話,座机,直通,휴대폰,핸드폰,전화,전화번호,연락처,휴대전화,직통,τηλ,τηλέφωνο,κιν,κινητό,फोन,फ़ोन,मोबाइल,điện thoại,đt,sđt,di động,โทร,โทรศัพท์,มือถือ`,
  fax: `fax,telefax,f,fax number,faks,факс,فاكس,פקס,传真,傳真,ファックス,ファクス,팩스,φαξ,फैक्स`,
  email: `e,email,e-mail,mail,email address,e-mail address,e mail,correo,correo electrónico,courriel,mél,posta,sähköposti,epost,e-post,почта,эл почта,электронная почта,имейл,пошта,بريد,البريد,البريد الإلكتروني,بريد إلكتروني,ايميل,إيميل,דואל,דוא"ל,מייל,אימייל,邮箱,邮件,電郵,电子邮件,電子郵件,メール,メールアドレス,이메일,메일,ηλ ταχ,ईमेल,อีเมล`,
  web: `web,website,web site,www,url,site,homepage,internet,linkedin,li,in,profile,webseite,site web,sito,página web,сайт,веб-сайт,الموقع,موقع,אתר,לינקדאין,网站,网址,網站,網址,ホームページ,サイト,홈페이지,웹사이트,ιστοσελίδα`,
  name: `name,full name,contact,contact person,contact name,nome,nome completo,nombre,nombre completo,nom,naam,namn,navn,nimi,imię i nazwisko,jméno,név,ad soyad,имя,фио,имя и фамилия,ім'я,піб,الاسم,اسم,الاسم الكامل,שם,שם מלא,姓名,名前,氏名,お名前,이름,성명,성함,όνομα,ονοματεπώνυμο,नाम,tên,họ tên,họ và tên,ชื่อ`,
  firstName: `first name,given name,vorname,prénom,nombre de pila,nome próprio,voornaam,förnamn,fornavn,imię,имя собственное`,
  lastName: `last name,surname,family name,nachname,familienname,nom de famille,apellido,apellidos,cognome,sobrenome,achternaam,efternamn,etternavn,nazwisko,фамилия,прізвище`,
  company: `company,company name,organisation,organization,org,employer,firm,business,works at,works for,firma,unternehmen,firmenname,arbeitgeber,empresa,compañía,société,entreprise,azienda,società,ditta,bedrijf,företag,bedrift,virksomhed,yritys,компания,организация,фирма,место работы,компанія,організація,الشركة,شركة,جهة العمل,المؤسسة,חברה,公司,单位,單位,会社,会社名,勤務先,회사,회사명,소속,εταιρεία,कंपनी,कम्पनी,công ty,บริษัท`,
  title: `title,job title,role,position,job,occupation,function,designation,funktion,stelle,jobtitel,beruf,titel,cargo,puesto,poste,fonction,titre,ruolo,posizione,mansione,functie,rol,roll,stilling,stanowisko,pozice,должность,позиция,посада,المسمى الوظيفي,الوظيفة,المنصب,תפקיד,职位,職位,职务,職務,職稱,职称,役職,肩書,肩書き,직책,직함,직위,θέση,ιδιότητα,पद,पदनाम,chức vụ,ตำแหน่ง`,
  notes: `note,notes,comment,comments,remark,remarks,memo,notiz,notizen,bemerkung,bemerkungen,anmerkung,kommentar,notas,nota,comentario,comentarios,observações,remarque,remarques,commentaire,osservazioni,opmerking,opmerkingen,anteckning,anteckningar,uwagi,заметка,заметки,комментарий,примечание,примітка,нотатки,ملاحظة,ملاحظات,הערה,הערות,备注,備註,備考,メモ,메모,비고,σημείωση,σημειώσεις,टिप्पणी,ghi chú,หมายเหตุ`,
};
let kindsByKey: ReadonlyMap<string, LabelKind> | undefined;
const WITH_COLON = /^([^:\uff1a]{1,40})[:\uff1a]\s*(.*)$/su;
/** One or two words at the end of a text, with or without a colon. The recognised value follows the text. */
const BEFORE_VALUE = /^(.*?)((?:[\p{L}\p{M}][\p{L}\p{M}"'\u05f4/-]*)(?:[. ]+\p{L}+)?)[.]?\s*[:\uff1a]?\s*$/su;

/** The label with a colon at the start of a text. Null if the text has no colon or the label is unknown. */
export function labelAtStart(text: string): Labelled | null {
  const [, label = '', rest = ''] = WITH_COLON.exec(text) ?? [];
  const kind = kindOf(label);
  return kind ? { kind, label: label.trim(), rest: rest.trim() } : null;
}

/**
 * The label at the end of a text, and the text before the label. A recognised value follows the text. Null if the text
 * does not end with the label of a number, an e-mail address or a URL. A label without a colon or full stop is
 * recognised only if it is the whole text.
 */
export function labelAtEnd(text: string): Labelled | null {
  const [, before = '', label = ''] = BEFORE_VALUE.exec(text) ?? [];
  const candidates = label.includes(' ') ? [label, label.slice(label.lastIndexOf(' ') + 1)] : [label];
  const found = candidates.find((each) => isLabel(each, text));
  if (found === undefined) return null;
  const kind = kindOf(found);
  const rest = `${before}${label.slice(0, label.length - found.length)}`.trim();
  return kind ? { kind, label: found, rest } : null;
}

/**
 * Whether a word is the label of a number, an e-mail address or a URL: a colon or a full stop follows the word, or the
 * word is the whole text.
 */
function isLabel(word: string, text: string): boolean {
  const kind = kindOf(word);
  if (!kind || !['phone', 'fax', 'email', 'web'].includes(kind)) return false;
  return /[:.\uff1a]\s*$/u.test(text) || labelKey(text) === labelKey(word);
}

/**
 * The kind of a label, or undefined. The map of labels is built at the first use, because the start of a worker has
 * little CPU time.
 */
function kindOf(label: string): LabelKind | undefined {
  kindsByKey ??= new Map(
    Object.entries(LABELS).flatMap(([kind, labels]) =>
      labels.split(',').map((each) => [labelKey(each), kind as LabelKind] as const),
    ),
  );
  return kindsByKey.get(labelKey(label));
}

/** The form in which labels are compared: folded, and without punctuation other than apostrophes, `"` and hyphens. */
function labelKey(label: string): string {
  return fold(label)
    .replace(/[^\p{L}\p{M}\p{N}' "-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
