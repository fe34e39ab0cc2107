/** The value of a field. E-mail addresses, phone numbers, Telegram user names and URLs are links. */
import type { Child } from 'hono/jsx';
import { dialledNumber } from '../../../../../rules/plugs/phone-number.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Priority } from '../../../components/marks.tsx';
import { CONTACT_FIELDS, type FieldName } from '../contact-fields.ts';
import { fieldText } from '../field-values.ts';
import { DateText } from './date-text.tsx';

/** Renders the value, or the text that offers to add a missing value. */
export function FieldValue({ plug, name }: { plug: PlugRow; name: FieldName }) {
  const value = fieldText(plug, name);
  if (!value) return <span class="muted">{CONTACT_FIELDS[name].addLabel}</span>;
  return renderValue(plug, name, value);
}

function renderValue(plug: PlugRow, name: FieldName, value: string): Child {
  switch (name) {
    case 'email':
      return <EmailLink email={value} />;
    case 'primary_number':
    case 'secondary_number':
      return (
        <a href={telLink(value)} dir="ltr">
          {value}
        </a>
      );
    case 'linkedin_url':
    case 'profile_picture':
      return <WebLink url={value} />;
    case 'telegram_username':
      return (
        <a href={`https://t.me/${value}`} rel="noopener noreferrer nofollow">
          @{value}
        </a>
      );
    case 'priority':
      return <Priority level={plug.priority} />;
    case 'birthday':
    case 'met_at':
      return <DateText date={value} />;
    case 'notes':
    case 'connect_reason':
      return (
        <span class="lines" dir="auto">
          {value}
        </span>
      );
    default:
      return <bdi>{value}</bdi>;
  }
}

/** An e-mail address as a link. A long address can break before the at sign. */
function EmailLink({ email }: { email: string }) {
  const at = email.lastIndexOf('@');
  return (
    <a href={emailLink(email)}>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </a>
  );
}

/** A link to another site. The page never loads the content of the link, and the site receives no referrer. */
function WebLink({ url }: { url: string }) {
  return (
    <a href={url} rel="noopener noreferrer nofollow">
      <bdi>{url.replace(/^https?:\/\/(?:www\.)?/i, '')}</bdi>
    </a>
  );
}

/**
 * Returns a `mailto:` link. Characters such as `?` and `&` are escaped, because they would begin header fields of the
 * e-mail (RFC 6068 section 2). The first `@` is not escaped.
 */
export function emailLink(email: string): string {
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}`;
}

/**
 * Returns a `tel:` link with the dialled digits in ASCII. A number that is stored with `00` before the country code
 * begins with a plus sign.
 */
export function telLink(number: string): string {
  const { dialled, isInternational } = dialledNumber(number);
  return `tel:${isInternational ? '+' : ''}${dialled}`;
}
