// A card that stands for several columns: they are listed by kind, with why and what to do of each kind.
import { h } from './dom.js';

/** @param {object} check with `head` (what stands above the rows) and `sections`: `{title, why, remedy, rows}` */
export function cardSections(words, { head, sections }) {
  return sections.flatMap(({ title, why, remedy, rows }) => [
    h(
      'div',
      { class: 'wide', role: 'region', tabindex: 0, 'aria-label': title },
      h(
        'table',
        { 'data-section': '' },
        h('caption', {}, title),
        h('thead', {}, h('tr', {}, ...head.map((label) => h('th', { scope: 'col' }, label)))),
        h(
          'tbody',
          {},
          ...rows.map(({ column, what, share }) =>
            h('tr', {}, h('th', { scope: 'row' }, column), h('td', {}, what), h('td', {}, share)),
          ),
        ),
      ),
    ),
    h('p', {}, h('b', {}, words.text('report.remedy')), ` ${remedy}`),
    h('p', {}, h('b', {}, words.text('report.why')), ` ${why}`),
  ]);
}
