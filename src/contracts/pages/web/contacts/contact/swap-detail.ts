/** The htmx attributes of a link that replaces the `dd` around it. */
export function swapDetail(path: string) {
  return { 'hx-get': path.replace(/#.*/, ''), 'hx-target': 'closest dd', 'hx-swap': 'outerHTML' };
}
