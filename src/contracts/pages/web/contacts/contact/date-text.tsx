/** A day in words, such as "14 March 1990". The year may be unknown. */

/** A leap year, in which 29 February exists. */
const LEAP_YEAR = '2000';

export function DateText({ date }: { date: string }) {
  const hasYear = !date.startsWith('--');
  const words = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    ...(hasYear && { year: 'numeric' }),
  }).format(Date.parse(hasYear ? date : `${LEAP_YEAR}${date.slice(1)}`));
  return (
    <time datetime={hasYear ? date : date.slice(2)} title={hasYear ? words : `${words}, year not known`}>
      {words}
    </time>
  );
}
