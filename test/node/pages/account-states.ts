/** The states of the pages of a signed-in person that show statistics, passages and the account. */
import { PASSWORD, signUp, type Visitor } from './visitor.ts';

interface AccountState {
  name: string;
  reach(visitor: Visitor): Promise<void>;
}

/** A long text that tries to inject HTML. */
const HOSTILE = `<script>alert(1)</script>${'W'.repeat(24)}`;

export const ACCOUNT_STATES: AccountState[] = [
  {
    name: 'statistics',
    async reach(visitor) {
      await signUpWithContacts(visitor, 'statistics@example.com');
      await visitor.open('/web/statistics');
      await visitor.page.getByText('Show the numbers').first().click();
    },
  },
];

/** Creates an account with a contact and a target over the API. */
async function signUpWithContacts({ page }: Visitor, email: string): Promise<void> {
  await signUp(page, email);
  const login = await page.request.post('/api/v1/auth/login', { data: { email, password: PASSWORD } });
  const { tokens } = await login.json();
  const headers = { Authorization: `Bearer ${tokens.access_token}` };
  const target = { first_name: 'Jane', last_name: 'Doe', tags: [HOSTILE], business_type: HOSTILE };
  const contact = { ...target, email, company: 'Acme', job_title: 'CEO', tags: ['fair'] };
  for (const data of [target, contact]) await page.request.post('/api/v1/plugs/', { data, headers });
}
