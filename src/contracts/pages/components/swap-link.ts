/** The htmx attributes of a link that replaces one element instead of the page. They are in addition to `href`. */
export function swapAttributes(path: string, target: string) {
  return { 'hx-get': path, 'hx-target': target, 'hx-swap': 'outerHTML show:top', 'hx-push-url': 'true' };
}
