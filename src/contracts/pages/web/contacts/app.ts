/** The pages of contacts. */
import { newRouter } from '../../../../http/router.ts';
import { contactListPages } from './list/routes.tsx';

const router = newRouter();
router.route('/', contactListPages);

export const contactPages = router;
