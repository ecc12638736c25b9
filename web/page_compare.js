// This report beside an earlier one, as plain HTML.
import { h } from './dom.js';

const signs = {
  worse: '▲',
  added: '+',
  unchecked: '?',
  moved: '~',
  chance: '≈',
  better: '▼',
  gone: '✓',
  unchanged: '=',
};

export function* comparePage({ words, session }, mirror) {
  const t = (key, values) => words.text(key, values);
  const { comparison } = session.record;
  yield h('h2', {}, t('record.page'));
  yield h('p', {}, t('record.page.hint'));
  yield h(
    'p',
    {},
    h(
      'button',
      { type: 'button', key: 'choose-earlier', on: { click: mirror.actions.chooseEarlier } },
      t('record.choose'),
    ),
    ' ',
    comparison
      ? h(
          'button',
          { type: 'button', key: 'compare-none', on: { click: () => mirror.actions.compare(null) } },
          t('record.choose.none'),
        )
      : null,
  );
  if (mirror.compareWrong) yield h('p', { class: 'wrong', role: 'alert', id: 'compare-wrong' }, mirror.compareWrong);
  if (!comparison) return;
  yield h('ul', {}, ...comparison.sentences.map((sentence) => h('li', {}, sentence)));
  const changed = comparison.findings.filter(({ change }) => change !== 'unchanged');
  if (changed.length) yield table(t, changed);
  const same = comparison.findings.length - changed.length;
  if (same) yield h('p', {}, t('record.unchanged', { n: same }));
  const drifted = comparison.columns.filter((column) => column.drifted);
  if (!drifted.length) return;
  yield h('h3', {}, t('record.drift'));
  yield h(
    'ul',
    { id: 'drift' },
    ...drifted.map(({ name, lines }) => h('li', {}, h('b', {}, name), ` ${lines.join(' ')}`)),
  );
}

function table(t, findings) {
  const parts = ['figure', 'then', 'now', 'difference', 'interval'];
  const head = ['finding', 'change', ...parts].map((part) => h('th', { scope: 'col' }, t(`record.column.${part}`)));
  const row = ({ change, text }) =>
    h(
      'tr',
      { 'data-change': change },
      h('th', { scope: 'row' }, text.finding),
      h('td', {}, h('span', { 'aria-hidden': 'true' }, `${signs[change]} `), text.change),
      ...parts.map((part) => h('td', {}, text[part])),
    );
  return h(
    'div',
    { class: 'wide', role: 'region', tabindex: 0, 'aria-label': t('record.page') },
    h(
      'table',
      { id: 'comparison' },
      h('caption', {}, t('record.page')),
      h('thead', {}, h('tr', {}, ...head)),
      h('tbody', {}, ...findings.map(row)),
    ),
  );
}
