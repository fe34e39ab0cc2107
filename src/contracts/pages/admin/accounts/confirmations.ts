/** The texts of the actions that sign a person out, for their dialogs and their pages. */

export interface ConfirmationTexts {
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
