/** The form in which a plug stores the values of its fields: as the API stores them after its validation. Pure. */
import { canonicalEmail } from '../../accounts/email-address.ts';
import { isHttpUrl, longestUrlLength } from '../../http-url.ts';
import { isBlank, trimUnseen, withoutUnseen } from '../../unseen-characters.ts';
import { isBirthday, isDate } from '../calendar-date.ts';
import { isPhoneNumber } from '../phone-number.ts';
import { lengthOf } from '../plain-text.ts';
import {
  customDataProblem,
  distinctTags,
  MAX_NOTES_LENGTH,
  MAX_TAGS,
  type PlugFields,
  PRIORITIES,
} from '../plug.ts';
import { telegramUsername } from '../telegram-username.ts';

/** The maximum lengths of the single-line text fields, in code points. */
export const MAX_LINE_LENGTHS = {
  firstName: 64,
  lastName: 64,
  company: 128,
  jobTitle: 128,
  networkType: 128,
  businessType: 128,
  hubspotPipelineStage: 128,
  metWhere: 200,
};
export type LineField = keyof typeof MAX_LINE_LENGTHS;
/** The maximum lengths of a number and of a tag, in code points. */
export const MAX_PHONE_LENGTH = 40;
export const MAX_TAG_LENGTH = 50;
/** The maximum length of a URL, as `longestUrlLength` computes the length. */
export const MAX_URL_LENGTH = 500;

type Check = (value: unknown) => boolean;

const isStoredNumber = ofText((text) => {
  const isClean = trimUnseen(withoutUnseen(text)) === text;
  return isClean && lengthOf(text) <= MAX_PHONE_LENGTH && isPhoneNumber(text);
});
const isStoredUrl = ofText((text) => {
  return trimUnseen(text) === text && longestUrlLength(text) <= MAX_URL_LENGTH && isHttpUrl(text);
});
/** Texts of several lines are stored as they were sent, with their white space and line breaks. */
const isStoredText = ofText((text) => {
  const isPlain = !/[^\P{Cc}\n\r\t]/u.test(text) && text.isWellFormed();
  return isPlain && !isBlank(text) && lengthOf(text) <= MAX_NOTES_LENGTH;
});

const CHECKS: Record<keyof PlugFields, Check> = {
  firstName: lineCheck(MAX_LINE_LENGTHS.firstName),
  lastName: lineCheck(MAX_LINE_LENGTHS.lastName),
  email: ofText((text) => canonicalEmail(text) === text),
  company: lineCheck(MAX_LINE_LENGTHS.company),
  jobTitle: lineCheck(MAX_LINE_LENGTHS.jobTitle),
  primaryNumber: isStoredNumber,
  secondaryNumber: isStoredNumber,
  linkedinUrl: isStoredUrl,
  profilePicture: isStoredUrl,
  notes: isStoredText,
  networkType: lineCheck(MAX_LINE_LENGTHS.networkType),
  businessType: lineCheck(MAX_LINE_LENGTHS.businessType),
  connectReason: isStoredText,
  tags: areTags,
  priority: (value) => PRIORITIES.some((priority) => priority === value),
  hubspotPipelineStage: lineCheck(MAX_LINE_LENGTHS.hubspotPipelineStage),
  customData: isCustomData,
  birthday: ofText(isBirthday),
  metAt: ofText(isDate),
  metWhere: lineCheck(MAX_LINE_LENGTHS.metWhere),
  telegramUsername: ofText((text) => telegramUsername(text) === text),
  telegramUserId: (value) => Number.isSafeInteger(value) && Number(value) > 0,
};

/** Whether a plug would store exactly this value in the field. False for null and for an empty text. */
export function isStoredForm(field: keyof PlugFields, value: unknown): boolean {
  return CHECKS[field](value);
}

/**
 * Returns a check for values that are one line without control characters, in normalization form C and without spaces
 * at both ends.
 */
function lineCheck(maxLength: number): Check {
  return ofText((text) => {
    const isPlain = text !== '' && !/\p{Cc}/u.test(text) && text.isWellFormed();
    return isPlain && trimUnseen(text).normalize('NFC') === text && lengthOf(text) <= maxLength;
  });
}

function areTags(value: unknown): boolean {
  const isTag = lineCheck(MAX_TAG_LENGTH);
  if (!Array.isArray(value) || value.length > MAX_TAGS || !value.every(isTag)) return false;
  return distinctTags(value).length === value.length;
}

/** Whether a value has the form of stored custom data. No top-level value is null, because null removes a key. */
function isCustomData(value: unknown): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const hasNull = Object.values(value).includes(null);
  return !hasNull && customDataProblem(value as Record<string, unknown>) === null;
}

function ofText(check: (text: string) => boolean): Check {
  return (value) => typeof value === 'string' && check(value);
}
