/** A day in words, such as "14 March 1990". The year may be unknown. */

/** The placeholder for an unknown year. A leap year is used, because 29 February must be a valid day. */
const PLACEHOLDER_YEAR = '2000';

/** `date` is a date such as `1990-03-14`, or `--03-14` without a year. */
export function DateText({ date }: { date: string }) {
  const hasYear = !date.startsWith('--');
  const words = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    ...(hasYear && { year: 'numeric' }),
  }).format(Date.parse(hasYear ? date : `${PLACEHOLDER_YEAR}${date.slice(1)}`));
  return (
    <time datetime={hasYear ? date : date.slice(2)} title={hasYear ? words : `${words}, year not known`}>
      {words}
    </time>
  );
}
