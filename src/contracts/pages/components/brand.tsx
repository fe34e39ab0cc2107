/** The brand: the logo and the name of the product, as a link to the start page. */
import { Icon } from './icon.tsx';

export function Brand() {
  return (
    <a class="brand" href="/">
      <span class="brand-mark">
        <Icon name="plug" />
      </span>
      Plugs
    </a>
  );
}
