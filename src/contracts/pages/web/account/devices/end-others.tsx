/** The link that ends all other sessions, and the dialog that asks for a confirmation before they end. */
import { ConfirmDialog, DialogLink } from '../../../components/menus.tsx';

export function EndOthersLink() {
  return (
    <>
      <DialogLink dialogId="end-others" pagePath="/web/account/devices/end-others">
        End all others
      </DialogLink>
      <ConfirmDialog
        id="end-others"
        title="End all other sessions?"
        text="Every device except this one must sign in again."
        action="/web/account/devices/end-others"
        cancelLabel="Keep sessions"
        confirmLabel="End sessions"
      />
    </>
  );
}
