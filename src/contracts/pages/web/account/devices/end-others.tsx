/** The button that ends all other sessions, and its dialog. */
import { ConfirmDialog, DialogLink } from '../../../components/menus.tsx';

export function EndOthersButton() {
  return (
    <>
      <DialogLink dialog="end-others" page="/web/account/devices/end-others">
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
