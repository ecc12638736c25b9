// One column, as plain HTML: what it holds, what it was taken for and why, and which findings touch it.
import { h } from './dom.js';
import { roleEditor } from './roles.js';

export function* columnPage({ words, session: { view } }, mirror, place) {
  const t = (key, values) => words.text(key, values);
  const column = view.columns[place];
  const { actions } = mirror;
  yield h('p', {}, h('a', { href: '#/columns', key: 'column-back' }, t('column.back')));
  yield h('h2', {}, column.name);
  const kind = words.named('kind', column.kind);
  yield h(
    'p',
    {},
    column.meaning && column.meaning !== kind
      ? t('column.taken_for', { kind, meaning: column.meaning })
      : t('column.kind', { kind }),
  );
  if (column.why) yield h('p', {}, column.why);
  if (column.masked) yield h('p', {}, t('column.masked'));
  yield h('h3', {}, t('column.role'));
  yield h('p', {}, column.roles.map((role) => words.named('role', role)).join(', ') || t('column.no_role'));
  yield roleEditor(words, column, { ...actions, meanings: view.meanings }, mirror.openColumns);
  yield* columnFacts(words, column);
  yield* columnRows(words, column, place, actions);
  if (column.bars.length > 0) yield distribution(words, column);
  yield* valueTable(
    words,
    'column.top',
    'column.value',
    column.top.map(({ value, count }) => [value, count]),
    column.rows,
  );
  if (column.patterns.length > 0) yield h('p', {}, t('column.patterns_hint'));
  yield* valueTable(
    words,
    'column.patterns',
    'column.pattern',
    column.patterns.map(({ pattern, count }) => [pattern, count]),
    column.rows,
  );
  yield h('h3', {}, t('column.findings'));
  const touching = view.checks.filter(
    ({ subject, status }) => status !== 'not_assessed' && subject.includes(column.name),
  );
  if (touching.length === 0) yield h('p', {}, t('column.no_findings'));
  else
    yield h(
      'ul',
      {},
      ...touching.map((check) =>
        h(
          'li',
          {},
          h('a', { href: `#/${check.area}/${check.order}` }, `${t(`report.status.${check.status}`)}: ${check.title}`),
        ),
      ),
    );
}

function* columnFacts(words, column) {
  const t = (key, values) => words.text(key, values);
  const number = (value) => words.value(value);
  const known = [
    ['column.rows', number(column.rows)],
    ['column.missing', number(column.missing)],
    ['column.invalid', number(column.invalid)],
    ['column.distinct', number(column.distinct)],
    ...column.numbers.map(({ key, text, value }) => [key, text ?? number(value)]),
  ];
  yield h('h3', {}, t('column.facts'));
  yield h('dl', { class: 'figures' }, ...known.flatMap(([key, text]) => [h('dt', {}, t(key)), h('dd', {}, text)]));
}

/** The ways to the rows of the column. */
function* columnRows(words, column, place, actions) {
  const button = (key, filters, n) =>
    n === 0
      ? null
      : h(
          'button',
          { type: 'button', key, on: { click: () => actions.showRows({ filters, columns: [] }) } },
          words.text(key, { n }),
        );
  yield h(
    'p',
    {},
    button('column.see_rows', [], column.rows),
    ' ',
    button('column.see_missing', [{ column: place, is: 'missing' }], column.missing),
    ' ',
    button('column.see_invalid', [{ column: place, is: 'invalid' }], column.invalid),
  );
}

/** The distribution: every bar with its number, so that it is read as well as seen. */
function distribution(words, { bars: all }) {
  const most = Math.max(...all.map(({ count }) => count));
  return h(
    'section',
    {},
    h('h3', {}, words.text('column.distribution')),
    h(
      'table',
      { id: 'distribution' },
      h('caption', {}, words.text('column.distribution')),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, words.text('column.value')),
          h('th', { scope: 'col' }, words.text('column.rows')),
        ),
      ),
      h(
        'tbody',
        {},
        ...all.map(({ label, count }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, label),
            h(
              'td',
              {},
              h('meter', { min: 0, max: most, value: count, 'aria-hidden': 'true' }),
              ` ${words.value(count)}`,
            ),
          ),
        ),
      ),
    ),
  );
}

function* valueTable(words, title, head, entries, rows) {
  if (entries.length === 0) return;
  yield h('h3', {}, words.text(title));
  yield h(
    'table',
    {},
    h('caption', {}, words.text(title)),
    h(
      'thead',
      {},
      h('tr', {}, ...[head, 'column.rows', 'column.share'].map((key) => h('th', { scope: 'col' }, words.text(key)))),
    ),
    h(
      'tbody',
      {},
      ...entries.map(([text, count]) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, text),
          h('td', {}, words.value(count)),
          h('td', {}, words.text('column.percent', { value: Math.round((1000 * count) / Math.max(1, rows)) / 10 })),
        ),
      ),
    ),
  );
}
