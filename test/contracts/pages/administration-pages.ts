/** The pages and forms of administrators, each with a sample request and the status of its response. */
import { type RouteParts, routesUnder } from '../route.ts';

const page = routesUnder('', 'page');
const EMPTY_FORM: RouteParts = { form: () => ({}) };
const PASSAGE = {
  ...{ title: 'A passage', content: 'Its text.', difficulty: 'Easy', tier: 'free', question_count: '1' },
  ...{ question_1_text: 'Which?', question_1_options: 'One\nTwo', question_1_correct: '2' },
};
const RIGHTS = { role: 'user', premium: 'always', premium_until: '', expiry_date: '' };

export const ADMINISTRATION_PAGES = [
  page('GET /admin', 'administration', 200),
  page('GET /admin/accounts', 'administration', 200),
  page('GET /admin/accounts/new', 'administration', 200),
  page('POST /admin/accounts/new', 'administration', 303, {
    form: ({ unusedEmail }) => ({ email: unusedEmail, first_name: '', last_name: '', role: 'user' }),
  }),
  page('GET /admin/accounts/import', 'administration', 200),
  // A form without a file is rejected.
  page('POST /admin/accounts/import', 'administration', 422, EMPTY_FORM),
  page('GET /admin/accounts/:number', 'administration', 200),
  page('POST /admin/accounts/:number/rights', 'administration', 303, { form: () => RIGHTS }),
  page('POST /admin/accounts/:number/unlock', 'administration', 303, EMPTY_FORM),
  page('POST /admin/accounts/:number/verify', 'administration', 303, EMPTY_FORM),
  page('POST /admin/accounts/:number/activate', 'administration', 303, EMPTY_FORM),
  page('POST /admin/accounts/:number/restore', 'administration', 303, EMPTY_FORM),
  page('POST /admin/accounts/:number/invite', 'administration', 303, EMPTY_FORM),
  page('GET /admin/accounts/:number/deactivate', 'administration', 200),
  page('POST /admin/accounts/:number/deactivate', 'administration', 303, EMPTY_FORM),
  page('GET /admin/accounts/:number/end-sessions', 'administration', 200),
  page('POST /admin/accounts/:number/end-sessions', 'administration', 303, EMPTY_FORM),
  page('GET /admin/sessions', 'administration', 200),
  page('GET /admin/events', 'administration', 200),
  page('GET /admin/events.csv', 'administration', 200),
  page('GET /admin/passages', 'administration', 200),
  page('GET /admin/passages/new', 'administration', 200),
  page('POST /admin/passages/new', 'administration', 303, { form: () => PASSAGE }),
  page('GET /admin/passages/:id', 'administration', 200),
  page('POST /admin/passages/:id', 'administration', 303, { form: () => PASSAGE }),
  page('GET /admin/passages/:id/delete', 'administration', 200),
  page('POST /admin/passages/:id/delete', 'administration', 303, EMPTY_FORM),
  page('POST /admin/sessions/end', 'administration', 303, {
    form: ({ sessionId }) => ({ ids: String(sessionId), return_to: '' }),
  }),
];
