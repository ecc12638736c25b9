// Search over pages, findings and columns, and the list of what the keyboard does; above the drawing and the text
// version alike.
import { h } from './dom.js';
import { statusText } from './finding.js';
import { areas } from './settings.js';

const mostShown = 12;

const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();

/**
 * All there is to be found; `hidden`: the columns of a card.
 * @param {object} view of the report @param {{page: string, label: string}[]} pages
 * @returns {{page: string, part: string, label: string, detail: string, hidden?: string}[]}
 */
export function entriesOf(words, view, pages) {
  return [
    ...view.checks.map((check) => ({
      page: check.area,
      part: String(check.order),
      label: check.status === 'not_assessed' ? check.name : check.title,
      detail: [statusText(words, check.status), check.status === 'not_assessed' ? '' : check.name, ...check.subject]
        .filter(Boolean)
        .join(' · '),
      hidden: check.sections.flatMap(({ rows }) => rows.map(({ column }) => column)).join(' '),
    })),
    ...view.columns.map((column, place) => ({
      page: 'columns',
      part: String(place),
      label: column.name,
      detail: [words.text('page.column'), column.meaning].filter(Boolean).join(' · '),
    })),
    ...pages.map(({ page, label }) => ({ page, part: '', label, detail: words.text('page.search.page') })),
  ];
}

/** The entries that hold every word; those whose name begins with the first one come first, else the order stays. */
export function found(entries, query) {
  const asked = folded(query).split(/\s+/).filter(Boolean);
  if (asked.length === 0) return [];
  const held = entries
    .map((entry) => ({
      entry,
      label: folded(entry.label),
      text: folded(`${entry.label} ${entry.detail} ${entry.hidden ?? ''}`),
    }))
    .filter(({ text }) => asked.every((word) => text.includes(word)));
  const rank = ({ label }) => (label.startsWith(asked[0]) ? 0 : label.includes(asked[0]) ? 1 : 2);
  return held.sort((a, b) => rank(a) - rank(b)).map(({ entry }) => entry);
}

/** @param {(entry: {page: string, part: string}) => void} go */
export function openSearch(words, entries, go) {
  const dialog = document.getElementById('search-dialog');
  if (dialog.open) return;
  const t = (key, values) => words.text(`page.search.${key}`, values);
  let shown = [];
  let active = -1;
  const list = h('ul', { id: 'search-list', role: 'listbox', 'aria-label': t('title') });
  const said = h('p', { role: 'status', id: 'search-said' });
  const take = (entry) => {
    dialog.close();
    go(entry);
  };
  const mark = (place) => {
    active = place;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === active)));
    if (active >= 0) field.setAttribute('aria-activedescendant', `search-${active}`);
    else field.removeAttribute('aria-activedescendant');
    list.children[active]?.scrollIntoView({ block: 'nearest' });
  };
  const look = () => {
    const all = found(entries, field.value);
    shown = all.slice(0, mostShown);
    list.replaceChildren(
      ...shown.map((entry, i) =>
        h(
          'li',
          { id: `search-${i}`, role: 'option', on: { click: () => take(entry) } },
          h('b', {}, entry.label),
          h('small', {}, entry.detail),
        ),
      ),
    );
    field.setAttribute('aria-expanded', String(shown.length > 0));
    const key =
      field.value.trim() === '' ? 'hint' : all.length === 0 ? 'none' : all.length > mostShown ? 'more' : 'found';
    said.textContent = t(key, { n: all.length, shown: mostShown });
    mark(shown.length > 0 ? 0 : -1);
  };
  const keys = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) {
      event.preventDefault();
      mark((active + step + shown.length) % shown.length);
    } else if (event.key === 'Escape') {
      event.preventDefault(); // else it would only empty the field
      dialog.close();
    } else if (event.key === 'Enter' && shown[active]) {
      event.preventDefault();
      take(shown[active]);
    }
  };
  const field = h('input', {
    type: 'search',
    id: 'search',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': t('title'),
    'aria-controls': 'search-list',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    placeholder: t('title'),
    on: { input: look, keydown: keys },
  });
  show(dialog, words, t('title'), field, said, list);
  look();
  field.focus();
}

const shortcuts = ['search', 'help', 'tab', 'arrows', 'enter', 'escape', 'undo', 'redo', 'table', 'paste'];

export function openShortcuts(words) {
  const dialog = document.getElementById('search-dialog');
  if (dialog.open) return;
  const t = (key) => words.text(`page.keys.${key}`);
  show(
    dialog,
    words,
    t('title'),
    h('h2', {}, t('title')),
    h(
      'dl',
      { class: 'keys' },
      ...shortcuts.flatMap((one) => [h('dt', {}, h('kbd', {}, t(`${one}.key`))), h('dd', {}, t(one))]),
    ),
    h('button', { type: 'button', autofocus: true, on: { click: () => dialog.close() } }, t('close')),
  );
}

function show(dialog, words, label, ...content) {
  dialog.lang = words.lang;
  dialog.setAttribute('aria-label', label);
  dialog.replaceChildren(...content);
  dialog.showModal();
}

/**
 * `/` and `?`, but where somebody types. @param {{search: () => void, shortcuts: () => void, typing: () => boolean}}
 * acts typing: whether the drawing takes what is typed
 */
export function listenToKeys(window, { search, shortcuts: help, typing }) {
  window.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing()) return;
    if (event.target.closest?.('input, textarea, select, dialog')) return;
    const act = { '/': search, '?': help }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** The pages there are, as people call them. */
export const pageNames = (words, pages) =>
  pages.map((page) => ({
    page,
    label: words.text(
      areas.includes(page) ? `report.area.${page}` : page === 'share' ? 'task.share.title' : `page.${page}`,
    ),
  }));
