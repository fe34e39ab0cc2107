/**
 * The candidates for duplicates of one stored plug. The statements compute the keys of the plug in SQL, so that they
 * can run in the batch that reads the plug. The statements also find plugs that are not duplicates, so the caller
 * compares the plugs. The statements miss duplicates whose keys SQL does not compute, such as the keys of `/pub/`
 * profiles and of numbers with other separators.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { NamedPlug } from '../../../rules/plugs/duplicates/names/similar-pairs.ts';
import { COMMON_DIGIT_COUNT } from '../../../rules/plugs/duplicates/phone-key.ts';
import { plainStatement } from '../../database/plain-statement.ts';
import { PLUG } from '../../database/table-sql.ts';
import type { PlugRow } from '../plugs.ts';

/** A live plug at the company of another plug. */
export type Colleague = NamedPlug & Pick<PlugRow, 'id' | 'firstName' | 'lastName' | 'company'>;

/** The separators of phone numbers that the statements remove. */
const NUMBER_SEPARATORS = [' ', '-', '(', ')', '.', '/'];

/**
 * The live plugs that can share a key with a plug, the newest first. The statement searches one range of keys after the
 * other and stops after `limit` plugs. A range has the code of its reason (`EXACT_REASONS`), a first and a last key.
 */
export function keyCandidatesStatement(owner: number, id: string, limit: number) {
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM (
        SELECT DISTINCT found.plug
        FROM (${selfQuery(owner, id)}) AS self CROSS JOIN json_each(json_array(
            json_array(1, email, email),
            json_array(2, ${lastDigits('primary_number')}, ${lastDigits('primary_number')} || '~'),
            json_array(2, ${lastDigits('secondary_number')}, ${lastDigits('secondary_number')} || '~'),
            json_array(3, ${linkedinName()}, ${linkedinName()}),
            json_array(4, '@' || lower(telegram_username), '@' || lower(telegram_username)),
            json_array(4, CAST(telegram_user_id AS TEXT), CAST(telegram_user_id AS TEXT)),
            json_array(5, ${nameKey()}, ${nameKey()}))) AS range
          CROSS JOIN plug_keys AS found
        WHERE found.owner = ${owner} AND found.kind = range.value ->> 0
          AND found.key BETWEEN range.value ->> 1 AND range.value ->> 2 AND found.plug <> self.row
        LIMIT ${limit}) AS found
      CROSS JOIN plugs
      WHERE plugs.row = found.plug AND plugs.owner = ${owner} AND plugs.deleted_at IS NULL
      ORDER BY plugs.row DESC`,
    PLUG.toRow,
  );
}

/**
 * The newest live plugs at the company of a plug, at most `limit`, including the plug itself. The newest is first. The
 * folded companies must be equal, including the legal form.
 */
export function colleaguesStatement(owner: number, id: string, limit: number) {
  return plainStatement(
    sql`SELECT row, first_name_key, last_name_key, company_key, id, first_name, last_name, company FROM plugs
      WHERE owner = ${owner} AND deleted_at IS NULL AND company_key > ''
        AND company_key = (SELECT company_key FROM (${selfQuery(owner, id)}))
      ORDER BY row DESC LIMIT ${limit}`,
    ([row, firstNameKey, lastNameKey, companyKey, plugId, firstName, lastName, company]) =>
      ({ row, firstNameKey, lastNameKey, companyKey, id: plugId, firstName, lastName, company }) as Colleague,
  );
}

/** The row numbers of the plugs that the owner marked as a different person from the given plug. */
export function dismissedOfPlugStatement(owner: number, id: string) {
  return plainStatement(
    sql`SELECT iif(pair.plug = self.row, pair.other_plug, pair.plug)
      FROM (${selfQuery(owner, id)}) AS self CROSS JOIN dismissed_duplicates AS pair
      WHERE pair.owner = ${owner} AND (pair.plug = self.row OR pair.other_plug = self.row)`,
    ([row]) => row as number,
  );
}

function selfQuery(owner: number, id: string): SQL {
  return sql`SELECT * FROM plugs WHERE id = ${id} AND owner = ${owner} AND deleted_at IS NULL`;
}

/**
 * The last digits of a phone number in reverse order. Every key of the number begins with these digits if the number
 * has only the separators of `NUMBER_SEPARATORS`.
 */
function lastDigits(column: string): SQL {
  const digits = NUMBER_SEPARATORS.reduce(
    (text, separator) => `replace(${text}, '${separator}', '')`,
    column,
  );
  const places = Array.from({ length: COMMON_DIGIT_COUNT }, (_, at) => `substr(${digits}, ${-1 - at}, 1)`);
  return sql.raw(places.join(' || '));
}

/** The name in the URL of a LinkedIn profile: the text after `/in/`, up to the next slash or question mark. */
function linkedinName(): SQL {
  const after = "replace(substr(lower(linkedin_url), instr(lower(linkedin_url), '/in/') + 4), '?', '/')";
  return sql.raw(`substr(${after}, 1, instr(${after} || '/', '/') - 1)`);
}

/** The key of the reason `same_name_company`. It is built from the folded names and the folded company of the row. */
function nameKey(): SQL {
  return sql.raw("json_array(trim(first_name_key || ' ' || last_name_key), company_key)");
}
