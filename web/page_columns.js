// The columns and what can be set about them, as plain HTML.
import { choicesCard } from './choices.js';
import { h } from './dom.js';
import { roleEditor } from './roles.js';
import { understood } from './understood.js';

const shownColumns = 500;

export function* columnsPage({ words, session: { view, undoable } }, mirror) {
  const t = (key, values) => words.text(key, values);
  yield h('h2', {}, t('page.columns'));
  yield h('p', {}, t('page.columns.hint'));
  if (undoable > 0)
    yield h(
      'p',
      {},
      h(
        'button',
        { type: 'button', key: 'undo', 'data-steps': undoable, on: { click: () => mirror.actions.undo() } },
        t('page.undo'),
      ),
    );
  yield understood(view.understanding, mirror.actions.edit);
  yield choicesCard(words, view, mirror.actions, mirror.choosing);
  if (view.inputs.length) yield inputs(words, view);
  const body = h('tbody');
  yield h(
    'div',
    { class: 'wide', role: 'region', tabindex: 0, 'aria-label': t('page.columns') },
    h(
      'table',
      { id: 'columns' },
      h('caption', {}, t('page.columns')),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...['column', 'kind', 'meaning', 'role', 'missing', 'distinct'].map((key) =>
            h('th', { scope: 'col' }, t(`page.${key}`)),
          ),
        ),
      ),
      body,
    ),
  );
  for (const [place, column] of view.columns.slice(0, shownColumns).entries()) {
    body.append(
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, h('a', { href: `#/columns/${place}`, key: `column-${place}` }, column.name)),
        h('td', {}, words.named('kind', column.kind)),
        h('td', {}, column.meaning, column.masked ? h('small', {}, ` (${t('page.columns.masked')})`) : null),
        h(
          'td',
          {},
          roleSelect(words, view.roles, column, mirror),
          roleEditor(words, column, { ...mirror.actions, meanings: view.meanings }, mirror.openColumns),
        ),
        h('td', {}, words.value(column.missing)),
        h('td', {}, words.value(column.distinct)),
      ),
    );
    yield document.createComment(''); // a place to pause
  }
  if (view.columns.length > shownColumns)
    yield h('p', {}, t('page.more_rows', { n: view.columns.length - shownColumns }));
}

/**
 * The files that the audit had, where there are several: how each was read, and which columns they have in common.
 */
function inputs(words, { inputs, inputsNote }) {
  const t = (key) => words.text(`report.${key}`);
  return h(
    'section',
    { id: 'inputs' },
    h('h3', {}, t('inputs')),
    h('p', {}, inputsNote),
    h(
      'div',
      { class: 'wide', role: 'region', tabindex: 0, 'aria-label': t('inputs') },
      h(
        'table',
        {},
        h('caption', {}, t('inputs')),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ...['input', 'meta.file', 'meta.size', 'meta.read_as', 'inputs.matching'].map((key) =>
              h('th', { scope: 'col' }, t(key)),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          ...inputs.map((input) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, input.title),
              ...['name', 'size', 'readAs', 'matching'].map((part) => h('td', {}, input[part])),
            ),
          ),
        ),
      ),
    ),
  );
}

/**
 * One role to choose; a column that has several shows them together until one is chosen. The options come when
 * somebody looks at them.
 */
function roleSelect(words, roles, column, mirror) {
  const name = (role) => words.named('role', role);
  const now = column.roles.join(' ');
  const shown = column.roles.map(name).join(' + ') || words.text('page.role.none');
  const fill = (select) => {
    if (select.options.length > 1) return;
    for (const role of ['', ...roles]) {
      if (role !== now) select.append(h('option', { value: role }, role ? name(role) : words.text('page.role.none')));
    }
  };
  return h(
    'select',
    {
      key: `role-${column.name}`,
      'data-column': column.name,
      'aria-label': words.text('page.role.of', { name: column.name }),
      on: {
        focus: (event) => fill(event.target),
        pointerdown: (event) => fill(event.target),
        change: ({ target }) =>
          mirror.actions.edit([
            { edit: 'roles', column: column.name, roles: target.value ? target.value.split(' ') : [] },
          ]),
      },
    },
    h('option', { value: now, selected: true }, shown),
  );
}
