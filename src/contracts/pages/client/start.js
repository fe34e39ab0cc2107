/**
 * Starts htmx while the script of the page runs. Without this call, htmx would start in a later task, and text that is
 * typed into the search field before this task would not start a search. Also starts the search for text that was typed
 * before the script ran.
 */
htmx.initialize();
const search = document.querySelector('[type=search]');
if (search && search.value !== search.defaultValue) htmx.trigger(search, 'search');
