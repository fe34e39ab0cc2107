/** The pages of a signed-in person that show statistics, passages and the account, with a request that succeeds. */

interface AccountPage {
  /** The method and the path that is registered in Hono. */
  sent: string;
  status: number;
  /** The fields of the form. */
  form?: Record<string, string>;
}

export const ACCOUNT_PAGES: AccountPage[] = [{ sent: 'GET /web/statistics', status: 200 }];
