// One finding of a report as plain HTML. It lays out what the report says, and computes nothing.
import { chartButtons } from './answer.js';
import { cardSections } from './card.js';
import { readinessAnswer } from './decisions.js';
import { h } from './dom.js';
import { rowsButton } from './page_rows.js';
import { wantedRoles } from './wanted_roles.js';

export function statusText(words, status) {
  return words.text(`report.status.${status}`);
}

/** How many findings of each kind: "2 zu prüfen, 3 ohne Befund". @param {object} counts by status */
export function countsText(words, counts) {
  return Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([name, n]) => words.text(`report.count.${name}`, { n }))
    .join(', ');
}

/**
 * A finding: its sentences, tables, figures and what stands behind them.
 * @param {{detail: (check: number, page: number) => Promise<object|null>, showRows: (query: object) => void,
 * saveChart: (ask: object) => void, answer: Function}} actions detail asks for the next rows of a long table,
 * showRows leads to the rows of the file, saveChart saves the finding's chart
 * @param {object} record what was decided and answered
 * @param {object[]} columns of the report, to link to
 */
export function findingSection(words, check, actions, record, columns = []) {
  const part = (key, text) => (text ? [h('h4', {}, words.text(key)), h('p', {}, text)] : []);
  const answerOf =
    check.id === 'skills.readiness'
      ? (note) => [' ', readinessAnswer(words, record, note.id, note.text, actions)]
      : () => [];
  if (check.status === 'not_assessed') {
    return h(
      'section',
      { 'data-check': check.id, 'data-status': check.status, 'data-order': check.order },
      h('h3', {}, `${check.name}: ${statusText(words, check.status)}`),
      h('p', {}, [check.summary, words.text('page.needs', { needs: check.needs })].filter(Boolean).join(' ')),
      wantedRoles(words, check, columns, actions.edit),
    );
  }
  return h(
    'section',
    {
      'data-check': check.id,
      'data-status': check.status,
      'data-subject': check.subject.join(' & '),
      'data-order': check.order,
    },
    h('h3', {}, `${statusText(words, check.status)}: ${check.title}`),
    h('p', {}, check.summary),
    rowsButton(words, check, actions),
    columnLinks(words, check, columns),
    headlineOf(check),
    ...(check.notes.length ? [noteList(check.notes, answerOf)] : []),
    ...cardSections(words, check),
    ...check.tables.map((table) => tableOf(words, check, table, actions.detail)),
    check.chart ? chartButtons(words, check, actions.saveChart) : null,
    ...(check.figures.length ? figureList(words, check.figures) : []),
    check.explanations.length ? explanations(words, check.explanations) : null,
    ...part('report.why', check.why),
    ...part('report.limits', check.limits),
    ...part('report.remedy', check.remedy),
    ...(check.sources?.length
      ? [h('h4', {}, words.text('report.sources')), h('ul', {}, ...check.sources.map((source) => h('li', {}, source)))]
      : []),
  );
}

function headlineOf({ headline, headlineNote }) {
  return headline ? h('p', { class: 'headline' }, [headline, headlineNote].filter(Boolean).join(' · ')) : null;
}

/** Its headline, tables and figures, opened to their formulas: of a finding that is only shown. */
export function figuresOf(words, check) {
  return [
    headlineOf(check),
    ...check.tables.map((table) => tableOf(words, check, { ...table, pages: 0 })),
    ...(check.figures.length ? figureList(words, check.figures) : []),
    check.explanations.length ? explanations(words, check.explanations) : null,
  ];
}

/** The ways to the columns that a finding is about. */
function columnLinks(words, { subject, order }, columns) {
  const places = subject
    .map((name) => [name, columns.findIndex((column) => column.name === name)])
    .filter(([, place]) => place >= 0)
    .slice(0, 12);
  if (places.length === 0) return null;
  return h(
    'p',
    {},
    `${words.text('column.of_finding', { n: places.length })} `,
    ...places.flatMap(([name, place], i) => [
      i > 0 ? ', ' : null,
      h('a', { href: `#/columns/${place}`, key: `column-${order}-${place}` }, name),
    ]),
  );
}

/** What else a finding has to say, e.g. the questions of a questionnaire. */
function noteList(notes, answerOf) {
  const help = (text) => (text ? [h('br'), h('small', {}, text)] : []);
  return h(
    'ol',
    { class: 'notes' },
    ...notes.map((note) => h('li', {}, note.text, ...help(note.help), ...answerOf(note))),
  );
}

/** The figures opened: formula, what it says to whom, what it does not show. */
function explanations(words, explanations) {
  return h(
    'details',
    {},
    h('summary', {}, words.text('report.formulas')),
    h(
      'dl',
      {},
      ...explanations.flatMap((one) => [
        h('dt', {}, `${one.name}: ${[one.shown, one.interval].filter(Boolean).join(' · ')}`),
        h(
          'dd',
          {},
          h('p', {}, one.formula),
          ...['marketer', 'officer', 'trainer', 'not_shown'].map((part) =>
            h('p', {}, h('b', {}, words.text(`report.voice.${part}`)), ` ${one[part]}`),
          ),
        ),
      ]),
    ),
  );
}

/** The metrics, as the report words them. */
function figureList(words, figures) {
  return [
    h('h4', {}, words.text('report.figures')),
    h(
      'dl',
      { class: 'figures' },
      ...figures.flatMap((one) => [h('dt', {}, one.label), h('dd', {}, withInterval(one.text, one.interval))]),
    ),
  ];
}

function withInterval(text, interval) {
  return interval ? `${text} (${interval})` : text;
}

function tableOf(words, { title, order, subject }, table, detail) {
  const caption = table.title || words.text('page.figures', { title });
  const cell = (value) => (Array.isArray(value) ? withInterval(...value) : value);
  const row = (cells) =>
    h(
      'tr',
      {},
      ...cells.map((value, i) => (i === 0 ? h('th', { scope: 'row' }, cell(value)) : h('td', {}, cell(value)))),
    );
  const body = h('tbody');
  const region = h(
    'div',
    { class: 'wide', role: 'region', tabindex: 0, 'aria-label': [caption, ...subject].join(', ') },
    h(
      'table',
      {},
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, ...table.columns.map(({ label }) => h('th', { scope: 'col' }, label)))),
      body,
    ),
  );
  body.append(...table.rows.map(row));
  if (!table.more) return region;
  const rest = h('p', { role: table.pages ? 'status' : null }, words.text('page.more_rows', { n: table.more }));
  region.append(rest);
  if (table.pages) region.append(nextRows());
  return region;

  /** A button that puts the next rows below, as many as there were on the first page. */
  function nextRows() {
    const label = () => words.text('page.next_rows', { n: Math.min(table.rows.length / table.pages, table.more) });
    const button = h('button', { type: 'button', key: `next-${order}`, on: { click: next } }, label());
    return button;

    async function next() {
      const page = await detail(order, table.pages);
      if (page?.first !== table.rows.length) return; // asked for twice
      table.rows.push(...page.table.rows);
      Object.assign(table, { more: page.table.more, pages: table.pages + 1 });
      body.replaceChildren(...table.rows.map(row));
      if (table.more) {
        rest.textContent = words.text('page.more_rows', { n: table.more });
        button.textContent = label();
      } else {
        region.focus();
        rest.remove();
        button.remove();
      }
    }
  }
}
