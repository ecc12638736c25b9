// The rows of the file or of a finding, as a table in plain HTML: fifty at a time.
import { h } from './dom.js';

const pageRows = 50;
const mostColumns = 500;

/** A button that leads to the rows of a finding; nothing where it names none. */
export function rowsButton(words, check, actions) {
  if (!check.listedRows || !actions.showRows) return null;
  const show = () => actions.showRows({ check: check.order });
  return h(
    'p',
    {},
    h(
      'button',
      { type: 'button', key: `rows-${check.order}`, 'data-rows': '', on: { click: show } },
      words.text('rows.see', { n: check.listedRows }),
    ),
  );
}

export function* rowsPage(state, mirror) {
  yield* new RowsPage(state, mirror).content();
}

function rowsChoice(key, label, options, change) {
  return h(
    'label',
    {},
    `${label} `,
    h(
      'select',
      { key, on: { change: ({ target }) => change(target.value) } },
      ...options.map(([value, text, selected]) => h('option', { value, selected }, text)),
    ),
    ' ',
  );
}

const rowsAction = (key, text, click, more = {}) => h('button', { type: 'button', key, on: { click }, ...more }, text);

/** One building of the page: what is chosen lives in the list of rows. */
class RowsPage {
  constructor({ words, session }, { rowList, actions }) {
    Object.assign(this, { words, view: session.view, rowList, actions });
    this.form = h('div', { id: 'rows-choices' });
    this.saved = h('p', { role: 'status', id: 'rows-saved' });
    this.holder = h('div', { id: 'rows' }, h('p', { role: 'status' }, this.text('rows.loading')));
  }

  text(key, values) {
    return this.words.text(key, values);
  }

  *content() {
    const { rowList, actions, view } = this;
    const check = rowList.checkInView();
    yield h('h2', {}, this.text('rows.title'));
    yield h('p', {}, check ? this.text('rows.of_finding', { title: check.title }) : this.text('rows.of_file'));
    if (check)
      yield h(
        'p',
        {},
        h('a', { href: `#/${check.area}/${check.order}`, key: 'rows-back' }, this.text('rows.back')),
        ' ',
        rowsAction('rows-all', this.text('rows.all'), () => this.ask({ check: null })),
      );
    if (!view.valuesShown) yield h('p', {}, this.text('rows.masked'));
    const tellSaved = (name) => {
      if (name) this.saved.textContent = this.text('rows.saved', { name });
    };
    tellSaved(rowList.saved);
    yield h(
      'p',
      {},
      rowsAction('rows-values', this.text('rows.show_values'), () => actions.setShowValues(!view.valuesShown), {
        'aria-pressed': String(view.valuesShown),
      }),
      ' ',
      rowsAction('rows-save', this.text('rows.save'), async () => tellSaved(await rowList.save())),
    );
    yield h('p', {}, h('small', {}, this.text('rows.save_hint')));
    yield this.saved;
    yield this.form;
    yield this.holder;
    this.fetch();
  }

  /** Other rows, or in another order; who chose with the keyboard goes on there. */
  async ask(change) {
    this.rowList.ask(change);
    if ('check' in change) {
      this.actions.rowsChanged();
      return;
    }
    this.saved.textContent = '';
    const key = this.form.contains(document.activeElement) && document.activeElement.dataset.key;
    await this.fetch();
    if (key)
      (this.form.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? this.holder.querySelector('.wide'))?.focus();
  }

  async fetch() {
    const answer = await this.rowList.page(this.rowList.first, pageRows);
    if (!answer) return;
    this.form.replaceChildren(...this.choices(answer));
    this.holder.replaceChildren(...this.table(answer));
  }

  async turn(to) {
    this.rowList.first = Math.max(0, to);
    await this.fetch();
    this.holder.querySelector('.wide')?.focus();
  }

  /** Order, filters and columns. */
  choices({ columns: shown }) {
    const { query } = this.rowList;
    const tells = shown.filter((column) => column.tells);
    const order = h(
      'p',
      {},
      rowsChoice(
        'rows-sort',
        this.text('rows.sort'),
        [
          ['', this.text('rows.sort.file'), query.sort === null],
          ...tells.map(({ index, name }) => [index, name, index === query.sort]),
        ],
        (value) => this.ask({ sort: value === '' ? null : Number(value) }),
      ),
      rowsChoice(
        'rows-direction',
        this.text('rows.direction'),
        [
          ['up', this.text('rows.sort.up'), !query.descending],
          ['down', this.text('rows.sort.down'), query.descending],
        ],
        (value) => this.ask({ descending: value === 'down' }),
      ),
    );
    return [order, this.filterForm(shown), ...this.filterList(), this.columnChoice(shown)];
  }

  /** A column first, then what is asked of it; its values come when it is chosen. */
  filterForm(shown) {
    const { rowList } = this;
    const { column: wanted, values = [] } = rowList.choosing ?? {};
    const column = shown.find(({ index }) => index === wanted) ?? shown[0];
    const conditions = [
      ...['missing', 'present', 'invalid'].map((is) => [is, this.text(`rows.is.${is}`)]),
      ...values.map((value) => [`=${value}`, this.text('rows.is.value', { value })]),
    ];
    let is = 'missing';
    const add = () => {
      const condition = is.startsWith('=') ? { is: 'value', value: is.slice(1) } : { is };
      rowList.choosing = null;
      this.ask({ filters: [...rowList.query.filters, { column: column.index, ...condition }] });
    };
    return h(
      'p',
      {},
      rowsChoice(
        'rows-filter-column',
        this.text('rows.filter.column'),
        shown.map(({ index, name }) => [index, name, index === column?.index]),
        (value) => this.chooseFilterColumn(Number(value)),
      ),
      rowsChoice('rows-filter-is', this.text('rows.filter.condition'), conditions, (value) => {
        is = value;
      }),
      rowsAction('rows-filter-add', this.text('rows.filter.add'), add),
    );
  }

  async chooseFilterColumn(column) {
    const answer = await this.rowList.page(this.rowList.first, 0, column);
    if (!answer || !this.form.isConnected) return;
    this.rowList.choosing = { column, values: answer.values };
    this.form.replaceChildren(...this.choices(answer));
    this.form.querySelector('[data-key="rows-filter-column"]').focus();
  }

  filterList() {
    const { filters } = this.rowList.query;
    if (filters.length === 0) return [];
    const said = ({ column, is, value }) =>
      this.text('rows.filter.is', {
        column: this.view.columns[column]?.name ?? '',
        condition: this.text(`rows.is.${is}`, { value }),
      });
    const one = (filter, place) =>
      h(
        'li',
        {},
        `${said(filter)} `,
        rowsAction(
          `rows-filter-${place}`,
          this.text('rows.filter.off'),
          () => this.ask({ filters: filters.filter((_, other) => other !== place) }),
          { 'aria-label': this.text('rows.filter.drop', { filter: said(filter) }) },
        ),
      );
    return [h('ul', { 'aria-label': this.text('rows.filter') }, ...filters.map(one))];
  }

  columnChoice(shown) {
    const { rowList } = this;
    const { columns } = this.view;
    const now = new Set(shown.map(({ index }) => index));
    const change = (index, { target }) => {
      if (target.checked) now.add(index);
      else now.delete(index);
      if (now.size > 0) this.ask({ columns: [...now] });
      else target.checked = true;
    };
    const box = (column, index) =>
      h(
        'label',
        {},
        h('input', {
          type: 'checkbox',
          key: `rows-column-${index}`,
          checked: now.has(index),
          on: { change: (event) => change(index, event) },
        }),
        ` ${column.name} `,
      );
    const toggle = ({ target }) => {
      rowList.columnsOpen = target.open;
    };
    return h(
      'details',
      { open: rowList.columnsOpen === true, on: { toggle } },
      h('summary', {}, this.text('rows.columns.some', { n: shown.length, of: columns.length })),
      h('fieldset', {}, h('legend', {}, this.text('rows.columns')), ...columns.slice(0, mostColumns).map(box)),
    );
  }

  *table(answer) {
    const { total, of, first, rows } = answer;
    yield h(
      'p',
      { role: 'status' },
      total === of ? this.text('rows.count_all', { total }) : this.text('rows.count', { total, of }),
    );
    if (rows.length === 0) {
      yield h('p', {}, this.text(of === 0 ? 'rows.empty' : 'rows.none'));
      return;
    }
    yield this.rowsTable(answer);
    yield h(
      'p',
      {},
      rowsAction('rows-previous', this.text('rows.previous'), () => this.turn(first - pageRows), {
        disabled: first === 0,
      }),
      ' ',
      rowsAction('rows-next', this.text('rows.next'), () => this.turn(first + pageRows), {
        disabled: first + rows.length >= total,
      }),
    );
  }

  rowsTable({ total, first, sheet, columns: shown, rows }) {
    const range = this.text('rows.range', { from: first + 1, to: first + rows.length, total });
    const heads = [
      this.text('rows.row'),
      this.text(sheet ? 'rows.line.sheet' : 'rows.line'),
      ...shown.map(({ name }) => name),
    ];
    const row = ({ row: number, line, cells, states }) =>
      h(
        'tr',
        { 'data-row': number },
        h('th', { scope: 'row' }, this.words.value(number + 1)),
        h('td', {}, this.words.value(line)),
        ...cells.map((text, i) => this.cell(text, states[i])),
      );
    return h(
      'div',
      { class: 'wide', role: 'region', tabindex: 0, 'aria-label': range },
      h(
        'table',
        { id: 'rows-table' },
        h('caption', {}, range),
        h('thead', {}, h('tr', {}, ...heads.map((text) => h('th', { scope: 'col' }, text)))),
        h('tbody', {}, ...rows.map(row)),
      ),
    );
  }

  /** What is missing or no value of the column is said, not only coloured. */
  cell(text, state) {
    if (state === 'v') return h('td', {}, text);
    const said = this.text(state === 'm' ? 'rows.missing' : 'rows.invalid');
    return h('td', { 'data-state': state }, text, h('small', {}, text ? ` (${said})` : said));
  }
}
