// Everything of the plan that can be set, folded into groups of which each says in one line what holds; and the plan as
// a file. What there is, and in which words, comes with the report (src/session/settings.h).
import { h } from './dom.js';

/** The ways to read that are chosen, as a plan has them. @param {Record<string, string>} chosen by field */
export function readingOf(chosen) {
  const reading = {};
  for (const [id, value] of Object.entries(chosen)) {
    const name = id.slice('read|'.length);
    if (value !== '') reading[name] = name === 'header' ? value === 'yes' : value;
  }
  return reading;
}

/** What is to be told of a file that could not be read as its plan says, or of a plan that waits for a file. */
export function noticeOf(words, failed, waiting) {
  if (failed) return words.text('page.set.reading_failed', { why: failed });
  return waiting ? words.text('page.set.waiting') : '';
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * The text of what a JSON file is meant as: a saved plan, or the plan of a report; null for anything else. Whether it
 * is a good one, and else what is wrong where, the engine says. @param {string} text
 */
export function planTextIn(text) {
  const plain = text.replace(/^\uFEFF/, '');
  let document;
  try {
    document = JSON.parse(plain);
  } catch {
    // Broken. Rows of data, an object a line, name roles too; their first line is whole.
    const [line] = plain.trimStart().split('\n', 1);
    return /^\s*\{/.test(plain) && /"roles"\s*:/.test(plain) && !isWhole(line) ? plain : null;
  }
  if (!isObject(document)) return null;
  if (document.format === 'klarsicht-report') return JSON.stringify(document.plan ?? null);
  return isObject(document.roles) || ('roles' in document && 'version' in document) ? plain : null;
}

function isWhole(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {import('./words.js').Words} words
 * @param {{settings: object[], columns: object[]}} view
 * @param {object} actions set, preview, setReading, savePlan, chooseFile
 * @param {{open: Set<string>, chosen: object, preview: object|null, wrong: Map<string, object>}} kept by the caller
 * from one building of the page to the next: who is choosing goes on choosing
 */
export function choicesCard(words, view, actions, kept) {
  const t = (key) => words.text(`page.set.${key}`);
  const button = (key, act) => h('button', { type: 'button', key: `set-${key}`, on: { click: act } }, t(key));
  return h(
    'section',
    { id: 'settings' },
    ...view.settings.map((group) => groupOf(t, group, group.id, view, actions, kept)),
    h('p', {}, button('save', actions.savePlan), ' ', button('load', actions.chooseFile), ' ', t('plan')),
  );
}

/** What is in a group is built when it opens. */
function groupOf(t, group, id, view, actions, kept) {
  const fill = (details) => {
    if (details.childElementCount > 1) return;
    const reading = id === 'read' ? readingForm(t, group, actions, kept) : null;
    details.append(
      ...group.fields.map((field) => fieldOf(t, field, view, actions, kept, reading)),
      ...(reading ? [reading.rows] : []),
      ...group.groups.map((part) => groupOf(t, part, `${id}.${part.id}`, view, actions, kept)),
    );
  };
  const toggle = ({ target }) => {
    if (target.open) {
      kept.open.add(id);
      fill(target);
    } else kept.open.delete(id);
  };
  const details = h(
    'details',
    { 'data-settings': id, open: kept.open.has(id), on: { toggle } },
    h('summary', { key: `settings-${id}` }, h('b', {}, group.title), ` ${group.now}`),
  );
  if (kept.open.has(id)) fill(details);
  return details;
}

/** The ways to read are looked at before they are taken. */
function readingForm(t, group, actions, kept) {
  const place = h('div', { class: 'wide', role: 'region', tabindex: 0, 'aria-label': t('preview') });
  const show = () => place.replaceChildren(...(kept.preview ? previewOf(t, kept.preview) : []));
  const chosen = () =>
    Object.fromEntries(
      group.fields.filter(({ id }) => id.startsWith('read|')).map(({ id, value }) => [id, kept.chosen[id] ?? value]),
    );
  const look = async () => {
    const preview = await actions.preview(readingOf(chosen()));
    if (!preview) return;
    kept.preview = preview;
    show();
  };
  show();
  if (!kept.preview) look();
  const apply = () => actions.setReading(readingOf(chosen()));
  return {
    choose(id, value) {
      kept.chosen[id] = value;
      look();
    },
    rows: h(
      'div',
      {},
      h('p', {}, h('button', { type: 'button', key: 'set-apply', on: { click: apply } }, t('apply'))),
      place,
    ),
  };
}

function previewOf(t, { error, read_as: readAs, columns, rows }) {
  if (error) return [h('p', { class: 'wrong', role: 'alert' }, error)];
  const row = (cells, tag, given = {}) => h('tr', {}, ...cells.map((cell) => h(tag, given, cell)));
  return [
    h(
      'table',
      { id: 'preview' },
      h('caption', {}, `${t('preview')}: ${readAs}`),
      h('thead', {}, row(columns, 'th', { scope: 'col' })),
      h('tbody', {}, ...rows.map((cells) => row(cells, 'td'))),
    ),
  ];
}

function fieldOf(t, field, view, actions, kept, reading) {
  const { id, label, kind, value, hint, help } = field;
  const key = `set-${id}`;
  const name = encodeURIComponent(id); // names of columns may have blanks, which divide ids
  const wrong = h('small', { class: 'wrong', id: `wrong-${name}`, 'data-wrong': id }, kept.wrong.get(id)?.why);
  const set = async (target, text, to = id) => {
    kept.wrong.delete(id);
    const why = await actions.set(to, text);
    if (why) kept.wrong.set(id, { text, why });
    wrong.textContent = why;
    target.setAttribute('aria-invalid', String(Boolean(why)));
  };
  if (kind === 'toggles') {
    return h(
      'fieldset',
      { 'data-field': id },
      h('legend', {}, label),
      ...field.options.map((option) =>
        h(
          'label',
          {},
          h('input', {
            type: 'checkbox',
            key: `${key}-${option.id}`,
            checked: option.on,
            on: { change: ({ target }) => set(target, '', `${id}|${option.id}`) },
          }),
          ` ${option.label} `,
        ),
      ),
    );
  }
  const given = { key, 'data-field': id, 'aria-describedby': `hint-${name} wrong-${name}` };
  const control =
    kind === 'text'
      ? h('input', {
          ...given,
          value: kept.wrong.get(id)?.text ?? value,
          'aria-invalid': kept.wrong.has(id) ? 'true' : null,
          on: { change: ({ target }) => set(target, target.value) },
        })
      : h(
          'select',
          {
            ...given,
            on: {
              change: ({ target }) =>
                id.startsWith('read|') ? reading.choose(id, target.value) : set(target, target.value),
            },
          },
          ...optionsOf(t, field, view).map((option) =>
            h('option', { value: option.id, selected: option.id === (kept.chosen[id] ?? value) }, option.label),
          ),
        );
  return h(
    'p',
    {},
    h('label', {}, `${label} `, control),
    h('small', { id: `hint-${name}` }, [hint, help].filter(Boolean).join(' · ')),
    wrong,
  );
}

const optionsOf = (t, { kind, options }, { columns }) =>
  kind === 'column'
    ? [{ id: '', label: t('none') }, ...columns.map(({ name }) => ({ id: name, label: name }))]
    : options;
