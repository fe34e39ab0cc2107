/** The page that lists the single-key shortcuts, for browsers that do not run the script of the pages. */
import { requireAccess } from '../../../core/request/access.ts';
import { newRouter } from '../../../http/router.ts';
import { KEYBOARD_PATH, ShortcutList } from '../components/keyboard.tsx';
import { AppPage } from '../components/layouts.tsx';
import { renderPage } from '../render.ts';
import { requirePageSession } from '../session.ts';
import { personOf } from './person.ts';

export const keyboardPages = newRouter();

keyboardPages.get(KEYBOARD_PATH, requirePageSession, async (c) => {
  const person = personOf(await requireAccess(c.var.ctx));
  const page = (
    <AppPage
      title="Keyboard shortcuts"
      lead="Single-key shortcuts need JavaScript. You can turn off the shortcuts on the account page."
      person={person}
      current={KEYBOARD_PATH}
      isMedium
    >
      <div class="card card-body">
        <ShortcutList />
      </div>
    </AppPage>
  );
  return renderPage(c, 'Keyboard shortcuts', page);
});
