/** Recognises job titles in many languages by their words. Pure. */
import { fold } from '../folding.ts';
import { foldedSet } from '../names/name-words.ts';

/**
 * Words of job titles. In an English title, such a word is usually the last word. In some other languages, it is
 * usually the first word.
 */
const TITLE_WORDS = foldedSet(
  `manager director directors engineer developer designer officer executive president chairman chairwoman chairperson
   chair founder cofounder co-founder owner co-owner partner consultant advisor adviser analyst architect scientist
   researcher professor lecturer teacher lawyer attorney solicitor barrister counsel paralegal accountant auditor
   bookkeeper controller comptroller treasurer secretary assistant associate coordinator co-ordinator administrator
   specialist technician programmer editor journalist reporter writer author copywriter photographer filmmaker producer
   artist illustrator animator musician buyer purchaser merchandiser planner strategist recruiter trainer coach
   therapist physiotherapist psychologist nurse midwife physician surgeon dentist dermatologist pharmacist chemist
   biologist chef baker barista electrician plumber carpenter mechanic contractor foreman supervisor superintendent
   inspector surveyor realtor broker agent trader investor banker underwriter actuary economist clerk receptionist
   cashier salesperson salesman saleswoman representative ambassador evangelist advocate principal lead head trustee
   translator interpreter librarian curator intern trainee apprentice student freelancer entrepreneur organizer
   organiser volunteer dean registrar veterinarian farmer gardener florist stylist hairdresser notary marketer
   fundraiser ceo cto cfo coo cmo cio cpo cso cro chro cdo ciso cco vp svp evp avp
   vorstand inhaber inhaberin gründer gründerin prokurist prokuristin leiter leiterin leitung geschäftsleitung
   referent referentin sachbearbeiter sachbearbeiterin einkäufer einkäuferin verkäufer verkäuferin vertriebler
   kaufmann kauffrau mitarbeiter mitarbeiterin werkstudent werkstudentin auszubildende praktikant praktikantin
   vorsitzender vorsitzende gesellschafter gesellschafterin berater beraterin entwickler entwicklerin ingenieur
   ingenieurin architektin rechtsanwalt rechtsanwältin anwalt anwältin steuerberater steuerberaterin arzt ärztin
   lehrer lehrerin redakteur redakteurin techniker technikerin meister apotheker apothekerin assistentin professorin
   journalistin designerin managerin direktor direktorin partnerin beauftragter beauftragte
   vd ingenjör ingeniør direktör direktør konsult konsulent utvecklare utvikler udvikler säljare selger sælger
   grundare stifter styreleder ordförande rådgivare rådgiver lärare läkare redaktör redaktør gründer inköpare
   toimitusjohtaja johtaja päällikkö asiantuntija insinööri myyjä framkvæmdastjóri
   directeur directrice hoofd eigenaar eigenares oprichter adviseur medewerker ontwikkelaar inkoper verkoper bestuurder
   voorzitter advocaat huisarts leraar
   responsable chargé chargée chef cheffe gérant gérante ingénieure fondateur fondatrice associé associée président
   présidente pdg consultante avocat avocate médecin professeur professeure architecte développeur développeuse
   acheteur acheteuse vendeur vendeuse conseiller conseillère comptable rédacteur rédactrice coordinateur coordinatrice
   assistante technicien technicienne graphiste journaliste attaché attachée
   directora gerente jefe jefa encargado encargada ingeniero ingeniera consultor consultora fundador fundadora socio
   socia presidente presidenta propietario propietaria dueño dueña abogado abogada médico médica profesor profesora
   arquitecto arquitecta diseñador diseñadora desarrollador desarrolladora asesor asesora analista coordinador
   coordinadora técnico técnica vendedor vendedora comprador compradora administrador administradora contador contadora
   secretario secretaria subdirector subdirectora
   diretor diretora chefe engenheiro engenheira sócio sócia advogado advogada coordenador coordenadora gestor gestora
   programador programadora professora arquiteto arquiteta
   responsabile direttore direttrice amministratore amministratrice titolare ingegnere consulente fondatore fondatrice
   avvocato avvocata medico professore professoressa architetto progettista sviluppatore sviluppatrice addetto addetta
   impiegato impiegata capo venditore venditrice commercialista ragioniere geometra
   dyrektor dyrektorka kierownik kierowniczka prezes specjalista specjalistka inżynier właściciel właścicielka doradca
   księgowa księgowy ředitel ředitelka vedoucí jednatel jednatelka konzultant riaditeľ vedúci igazgató ügyvezető vezető
   mérnök direktorica vodja direktor manažer menedżer inginer administratorul müdür müdürü uzman uzmanı mühendis
   mühendisi kurucu yönetici yöneticisi danışman temsilcisi direktur manajer ketua kepala pendiri pengarah
   директор руководитель начальник менеджер инженер специалист управляющий управляющая основатель основательница
   владелец владелица президент бухгалтер юрист адвокат врач фармацевт редактор разработчик программист дизайнер
   консультант аналитик архитектор преподаватель учитель профессор заведующий заведующая заместитель продавец маркетолог
   секретарь партнёр председатель технолог экономист логист журналист переводчик ассистент координатор агент
   предприниматель учредитель представитель советник
   керівник директорка засновник засновниця власник власниця спеціаліст фахівець головний розробник юристка лікар
   управител мениджър
   διευθυντής διευθύντρια υπεύθυνος υπεύθυνη μηχανικός ιδρυτής ιδρύτρια πρόεδρος σύμβουλος δικηγόρος γιατρός
   αρχιτέκτονας καθηγητής καθηγήτρια ιδιοκτήτης ιδιοκτήτρια λογιστής λογίστρια προϊστάμενος προϊσταμένη
   مدير مديرة المدير المديرة رئيس رئيسة الرئيس مهندس مهندسة مستشار مستشارة محاسب محاسبة مؤسس مؤسسه شريك محامي محام محامية
   طبيب طبيبة أستاذ أستاذة مسؤول مسؤولة مشرف مشرفة منسق منسقة أخصائي أخصائية محلل محللة مطور مطورة مصمم مصممة صحفي صحفية
   مالك مالكة نائب معلم معلمة صيدلي صيدلانية ممثل مندوب مدیر مهندس کارشناس رئیس بنیانگذار
   מנהל מנהלת מנכ"ל מנכ"לית סמנכ"ל סמנכ"לית מייסד מייסדת מהנדס מהנדסת יועץ יועצת מפתח מפתחת מעצב מעצבת עורך עורכת ראש
   רופא רופאה אדריכל אדריכלית שותף שותפה בעלים נציג נציגה אנליסט אנליסטית יו"ר
   निदेशक प्रबंधक अभियंता संस्थापक अध्यक्ष सलाहकार अधिकारी डॉक्टर वकील शिक्षक इंजीनियर मैनेजर लेखाकार সম্পাদক পরিচালক ব্যবস্থাপক
   இயக்குனர் மேலாளர்`,
);
/** Titles that are recognised in capital letters only. In other letters they are ordinary words or parts of names. */
const CAPITAL_TITLES = new Set('MD GM PM HR DG GF AE QA PA'.split(' '));
/** Words that continue a title: Head of Sales, Leiterin der Abteilung. */
const TITLE_LINKS = foldedSet(
  `of for & and und de des du del della dei da do dos di d der für för af voor van e et y i en à и по с отдела `,
);
/** The ends of compound title words in German, Dutch, Finnish and the Scandinavian languages, in folded letters. */
const COMPOUND_TITLE =
  /(?:leiter|leiterin|leider|leder|ledare|fuhrer|fuhrerin|chef|chefin|manager|managerin|ingenieur|ingenieurin|berater|beraterin|entwickler|entwicklerin|direktor|direktorin|referent|referentin|assistent|assistentin|verkaufer|einkaufer|techniker|technikerin|beauftragter?|vorsitzender?|architekt|architektin|ansvarig|ansvarlig|konsult|ingenjor|medewerker|adviseur|meister|meisterin|kaufmann|kauffrau|paallikko|johtaja|spezialist|spezialistin)$/;
/** Titles at the end of a text, in Chinese, Japanese and Korean. */
const CJK_TITLE =
  /(?:经理|經理|总监|總監|总裁|總裁|主管|主任|董事|董事长|董事長|工程师|工程師|设计师|設計師|顾问|顧問|专员|專員|助理|会计|會計|律师|律師|医生|醫師|医师|教授|老师|编辑|編輯|记者|記者|创始人|創辦人|创办人|合伙人|合夥人|首席.{1,6}官|执行官|部长|部長|科长|科長|组长|組長|店长|店長|代表|总编|分析师|分析師|架构师|架構師|研究员|研究員|秘书|秘書|负责人|負責人|老板|主席|院长|院長|校长|校長|营销|采购员|課長|係長|社長|専務|常務|取締役|主幹|編集長|編集者|所長|室長|局長|本部長|支店長|工場長|会長|監査役|弁護士|税理士|会計士|設計士|建築家|担当|デザイナー|エンジニア|マネージャー|マネジャー|ディレクター|プロデューサー|コンサルタント|ライター|リーダー|プログラマー|アナリスト|スペシャリスト|アシスタント|カメラマン|대표|대표이사|이사|팀장|부장|과장|차장|대리|사원|실장|본부장|센터장|매니저|디자이너|엔지니어|개발자|연구원|책임|선임|수석|변호사|의사|기자|편집장|편집자|컨설턴트|회장|사장|전무|상무|소장|원장|점장|주임|교수|담당|담당자|기획자|마케터|분석가|작가|약사)$/u;
/** Titles at the start of a text, in Thai and Vietnamese. */
const TITLE_IN_FRONT =
  /^(?:ผู้จัดการ|ผู้อำนวยการ|กรรมการ|วิศวกร|ที่ปรึกษา|เจ้าหน้าที่|giám đốc|tổng giám đốc|phó giám đốc|trưởng|phó|kỹ sư|nhân viên|chuyên viên|kế toán|quản lý|chủ tịch|tư vấn|luật sư|bác sĩ|dược sĩ)/iu;

/** Words that can be the last word of a rank in front of a comma and a department: "Vice President, Sales". */
const RANKS = foldedSet(
  'vp svp evp avp director manager head chief lead president executive associate specialist',
);
const DEPARTMENTS = foldedSet(
  `sales marketing engineering operations finance hr people product products legal it r&d research development business
   communications compliance procurement purchasing logistics strategy partnerships growth design technology data
   security quality customer customers client support services service accounting administration international global
   emea apac americas europe asia supply brand content media public corporate commercial human regulatory clinical
   medical digital innovation talent investor risk treasury audit production manufacturing planning`,
);
const WORD_SEPARATOR = /[\s/]+/;

/**
 * Returns how certainly a text is a job title. 0: the text contains no title word. 1: the text contains a title word,
 * but none of the conditions for 2 is true. 2: the last word is a title word; the first word is a title word that is
 * certain at the start (see `isUncertainAtStart`); a word such as "of" follows the first title word; the text also
 * contains a comma or an opening parenthesis; or it ends with a Chinese, Japanese or Korean title or starts with a Thai
 * or Vietnamese one.
 */
export function titleStrength(text: string): 0 | 1 | 2 {
  if (CJK_TITLE.test(text) || TITLE_IN_FRONT.test(text)) return 2;
  const words = text.split(WORD_SEPARATOR).map(plainWord).filter(Boolean);
  const titles = words.map(isTitleWord);
  if (!titles.includes(true)) return 0;
  if (titles.at(-1) || words.length === 1) return 2;
  const at = titles.indexOf(true);
  const isCertainAtStart = at === 0 && !isUncertainAtStart(words[0] ?? '');
  return isCertainAtStart || TITLE_LINKS.has(fold(words[at + 1] ?? '')) || /[,(]/.test(text) ? 2 : 1;
}

/**
 * Whether a text is a rank of at most three words and the next text is the department of the rank, in at most four
 * words: "VP", "Sales".
 */
export function isRankWithDepartment(rank: string, department: string): boolean {
  const words = rank.split(WORD_SEPARATOR).map(plainWord);
  const first = department.trim().split(WORD_SEPARATOR)[0] ?? '';
  const isRank = RANKS.has(fold(words.at(-1) ?? '')) && words.length <= 3;
  return (
    isRank &&
    DEPARTMENTS.has(fold(first)) &&
    titleStrength(department) === 0 &&
    department.split(WORD_SEPARATOR).length <= 4
  );
}

function isTitleWord(word: string): boolean {
  if (CAPITAL_TITLES.has(word)) return true;
  const folded = fold(word).replace(/-/g, '');
  return TITLE_WORDS.has(fold(word)) || TITLE_WORDS.has(folded) || COMPOUND_TITLE.test(folded);
}

/**
 * Whether a text that starts with this English title word is not clearly a title. Other English title words, such as
 * "professor", are as certain at the start as at the end.
 */
function isUncertainAtStart(word: string): boolean {
  return /^(?:manager|partner|agent|student|designer|architect|editor|engineer|coach|principal|associate|trainer|analyst|advocate|author|artist|writer|planner|broker|banker|baker|chemist|farmer|nurse|buyer|owner|founder|trader|inspector|mechanic|consultant|lead|assistant|executive|secretary|developer|producer|investor)$/i.test(
    word,
  );
}

/** The word without signs at both ends. `&` is kept. */
function plainWord(word: string): string {
  return word.replace(/^[^\p{L}\p{M}\p{N}&]+|(?<![^\p{L}\p{M}\p{N}&])[^\p{L}\p{M}\p{N}&]+$/gu, '');
}
