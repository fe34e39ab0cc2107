/** The texts of the dialogs and pages that confirm actions on an account. These actions sign a person out. */

export interface ConfirmationTexts {
  /** The beginning of the question. The user name and a question mark follow. */
  title: string;
  buttonLabel: string;
  text: string;
}

export const DEACTIVATION: ConfirmationTexts = {
  title: 'Deactivate',
  buttonLabel: 'Deactivate',
  text: 'All sessions end now and the account cannot sign in. Nothing is deleted. You can activate it again.',
};
export const END_OF_SESSIONS: ConfirmationTexts = {
  title: 'End all sessions of',
  buttonLabel: 'End all sessions',
  text: 'The person is signed out on every device and can sign in again.',
};
