/**
 * The names of columns in the files of address books, in English, German, French, Spanish, Italian, Dutch and
 * Portuguese, and one Swedish name. The comparison ignores letter case, accents, and colons and asterisks at the end.
 * An underscore counts as a space.
 */
import { fold } from '../../../../rules/plugs/folding.ts';

/**
 * The meaning of a column. `title` is a job title; if another column has the job title, `title` is a form of address.
 */
export type ColumnField =
  | 'first_name'
  | 'middle_name'
  | 'last_name'
  | 'full_name'
  /**
   * The last name if another column has the first name and no other column has the last name. Otherwise the full name.
   */
  | 'name'
  /**
   * The first name if another column has the last name and no other column has the first name. Otherwise the full name.
   */
  | 'first_or_full_name'
  | 'name_prefix'
  | 'name_suffix'
  | 'email'
  | 'emails'
  | 'phone'
  | 'fax'
  | 'company'
  | 'job_title'
  | 'title'
  | 'linkedin_url'
  | 'url'
  | 'profile_picture'
  | 'notes'
  | 'tags'
  | 'priority'
  | 'birthday'
  | 'met_at'
  | 'met_where'
  | 'telegram_username'
  | 'network_type'
  | 'business_type'
  | 'connect_reason'
  | 'hubspot_pipeline_stage'
  | 'telegram_user_id'
  | 'plug_type'
  | 'custom_data';

const COLUMN_NAMES: Record<ColumnField, string> = {
  first_name: `first name,given name,firstname,forename,vorname,prénom,primer nombre,nombre de pila,nome próprio,voornaam,förnamn`,
  middle_name: `middle name,additional name,weitere vornamen,zweiter vorname,deuxième prénom,segundo nombre,secondo nome,tweede voornaam,tussenvoegsel,segundo nome,nome do meio`,
  last_name: `last name,family name,lastname,surname,nachname,familienname,nom de famille,apellido,apellidos,cognome,achternaam,apelido,sobrenome,último nome`,
  full_name: `full name,display name,contact name,vollständiger name,anzeigename,nom complet,nom affiché,nombre completo,nome completo,volledige naam,weergavenaam`,
  name: `name,nom,naam`,
  first_or_full_name: `nome,nombre`,
  name_prefix: `name prefix,prefix,salutation,form of address,honorific,anrede,namenspräfix,civilité,préfixe,tratamiento,titolo di cortesia,aanhef,tratamento`,
  name_suffix: `name suffix,suffix,namenssuffix,suffixe,sufijo,suffisso,achtervoegsel,sufixo`,
  email: `email,e-mail,e mail,email address,e-mail address,mail,e-mail 1 - value,email 1,e-mail 2 - value,e-mail 2 address,e-mail 3 address,email 2,email 3,e-mail-adresse,e-mail-adresse 2,e-mail-adresse 3,adresse e-mail,adresse de messagerie,adresse de messagerie 2,adresse de messagerie 3,courriel,correo,correo electrónico,dirección de correo electrónico,dirección de correo electrónico 2,correo electrónico 2,indirizzo e-mail,indirizzo posta elettronica,indirizzo di posta elettronica,posta elettronica,e-mailadres,e-mailadres 2,emailadres,endereço de e-mail,endereço de email,endereço de correio eletrónico,correio eletrônico`,
  emails: `additional email addresses,additional emails,other emails`,
  phone: `phone,phone number,telephone,telephone number,tel,mobile,mobile phone,mobile phone number,mobile number,cell,cell phone,primary number,secondary number,primary phone,business phone,business phone 2,work phone,home phone,home phone 2,other phone,company main phone,main phone,car phone,phone 1,phone 2,telefon,telefonnummer,telefon geschäftlich,telefon geschäftlich 2,telefon (geschäftlich),telefon privat,telefon (privat),mobiltelefon,handy,handynummer,weiteres telefon,téléphone,téléphone (bureau),téléphone bureau,téléphone 2 (bureau),téléphone (domicile),téléphone domicile,tél. mobile,tél mobile,téléphone mobile,portable,teléfono,teléfono del trabajo,teléfono del trabajo 2,teléfono particular,teléfono móvil,móvil,celular,telefono,telefono ufficio,telefono (uff.),telefono abitazione,telefono (ab.),cellulare,telefoon,telefoon op werk,telefoon werk,telefoon thuis,mobiele telefoon,mobiel,telefone,telefone comercial,telefone residencial,telefone do emprego,telefone da residência,telemóvel`,
  fax: `fax,business fax,home fax,fax number,fax geschäftlich,télécopie (bureau),fax del trabajo,fax ufficio,fax op werk,fax comercial`,
  company: `company,company name,organization,organisation,organization name,organization 1 - name,employer,account name,firma,unternehmen,organisation 1 - name,société,entreprise,organisation,empresa,compañía,organización,società,azienda,organizzazione,bedrijf,organisatie,organização,companhia`,
  job_title: `job title,position,role,occupation title,organization title,organization 1 - title,jobtitle,function,position title,berufsbezeichnung,tätigkeit,funktion,poste,profession,fonction,puesto,cargo,posizione,mansione,qualifica,ruolo,functie,functietitel`,
  title: `title,titel,titre,título,titolo,titulo`,
  linkedin_url: `linkedin,linkedin url,linkedin profile,linkedin profile url,linkedin bio`,
  url: `url,website,web page,website url,website 1 - value,webseite,page web,página web,pagina web,webpagina,sitio web,sito web`,
  profile_picture: `profile picture`,
  notes: `notes,note,comments,description,notizen,notiz,bemerkungen,remarques,notas,note,notities,opmerkingen,observações,anotações`,
  tags: `tags,labels,categories,group membership,groups,kategorien,gruppenmitgliedschaft,catégories,libellés,categorías,etiquetas,categorie,etichette,categorieën,categorias,marcadores`,
  priority: `priority,priorität,priorité,prioridad,priorità,prioriteit,prioridade`,
  birthday: `birthday,birth date,date of birth,dob,geburtstag,geburtsdatum,anniversaire,date de naissance,cumpleaños,fecha de nacimiento,compleanno,data di nascita,verjaardag,geboortedatum,aniversário,data de nascimento`,
  met_at: `met at`,
  met_where: `met where`,
  telegram_username: `telegram username,telegram`,
  network_type: `network type`,
  business_type: `business type`,
  connect_reason: `connect reason`,
  hubspot_pipeline_stage: `hubspot pipeline stage`,
  telegram_user_id: `telegram user id`,
  plug_type: `plug type`,
  custom_data: `custom data`,
};
/**
 * The maximum length of a name that is compared. Folding a cell of 5 MB takes seconds, and the search for the header
 * folds the cells of the first rows several times.
 */
const MAX_COMPARED_LENGTH = 300;
const FIELD_BY_KEY = new Map(
  Object.entries(COLUMN_NAMES).flatMap(([field, names]) =>
    names.split(',').map((name) => [columnKey(name), field as ColumnField] as const),
  ),
);
/** Google numbers the columns of values: "E-mail 3 - Value". */
const NUMBERED_COLUMNS: [RegExp, ColumnField][] = [
  [/^e-?mail \d+ - (?:value|wert|valeur|valor|valore|waarde)$/, 'email'],
  [
    /^(?:phone|telefon|telephone|telefono|telefoon|telefone) \d+ - (?:value|wert|valeur|valor|valore|waarde)$/,
    'phone',
  ],
  [/^website \d+ - (?:value|wert|valeur|valor|valore|waarde)$/, 'url'],
];

/** The form in which the names of columns are compared. Only the beginning of a longer name is compared. */
export function columnKey(name: string): string {
  return fold(name.slice(0, MAX_COMPARED_LENGTH))
    .replace(/[_\s]+/g, ' ')
    .replace(/[:* ]+$/, '')
    .trim();
}

/** The meaning of a column by its name. Null if the name is unknown. */
export function fieldOfColumn(name: string): ColumnField | null {
  const key = columnKey(name);
  return FIELD_BY_KEY.get(key) ?? NUMBERED_COLUMNS.find(([pattern]) => pattern.test(key))?.[1] ?? null;
}
