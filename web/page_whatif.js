// What if this person were another one: somebody, one thing changed, and the answer of a surrogate, as plain HTML.
import { h } from './dom.js';

/** Whether the file has a decision or a score, of which something can be asked. @param {object} plan */
export const canAskWhatIf = (plan) =>
  Object.values(plan?.roles ?? {}).some((roles) => roles.includes('decision') || roles.includes('score'));

const invented = () => ({ row: '', set: {}, change: null, suggest: true });

/**
 * What is asked: as the engine takes it.
 * @param {{row: string, set: object, change: object|null, suggest: boolean}} chosen
 */
export function whatIfAsk({ row, set, change, suggest }) {
  return {
    ...(row && { row: Number(row) - 1 }),
    set: Object.entries(set).map(([column, group]) => ({ column, group })),
    change,
    suggest,
  };
}

/** The state of the form, made anew with another report, whose groups may be others. */
function askedOf(mirror, session) {
  const { report } = session;
  if (mirror.whatIf?.report !== report) mirror.whatIf = { ...invented(), report };
  return mirror.whatIf;
}

/** Another group than somebody's own that may be told: the first there is. */
const otherGroup = ({ groups, before }) => groups.findIndex((text, group) => text && group !== before);

export function* whatIfPage({ words, session }, mirror) {
  const t = (key, values) => words.text(key, values);
  yield h('h2', {}, t('what_if.title'));
  yield h('p', {}, t('what_if.text'));
  yield h('p', {}, h('strong', {}, t('what_if.honest')));
  if (!canAskWhatIf(session.view.plan)) {
    yield h('p', {}, t('what_if.nothing'));
    return;
  }
  const place = h('div', { id: 'what-if' });
  yield place;
  new WhatIfForm(place, t, askedOf(mirror, session), mirror).ask();
}

/** The form and what came of it; every choice asks the engine. */
class WhatIfForm {
  constructor(place, t, chosen, mirror) {
    Object.assign(this, { place, t, chosen, mirror });
  }

  /** @param {string} focus key of what has the focus afterwards */
  async ask(focus = '') {
    const { place, chosen, mirror } = this;
    const answer = await mirror.actions.whatIf(whatIfAsk(chosen));
    if (!answer) return;
    if (chosen.suggest && answer.changed != null) {
      const { name, after } = answer.columns[answer.changed];
      chosen.change = { column: name, group: after };
    }
    chosen.suggest = false;
    place.replaceChildren(...(answer.error ? this.refused(answer.error) : this.answered(answer)));
    if (!answer.error) mirror.say(answer.sentences[0]);
    if (focus) place.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus();
  }

  *refused(error) {
    const { t, chosen } = this;
    yield h('p', { class: 'error', role: 'alert' }, error);
    if (!chosen.row && !Object.keys(chosen.set).length) return;
    const again = () => {
      Object.assign(chosen, invented());
      this.ask('what-if-row');
    };
    yield h('button', { type: 'button', key: 'what-if-again', on: { click: again } }, t('what_if.invented'));
  }

  *answered(answer) {
    yield this.person(answer);
    yield this.change(answer);
    yield* this.result(answer);
  }

  person({ columns }) {
    const { t, chosen } = this;
    const row = h('input', { inputmode: 'numeric', size: 8, key: 'what-if-row', value: chosen.row });
    const take = (event) => {
      event.preventDefault();
      Object.assign(chosen, { row: row.value.replace(/\D/g, '').replace(/^0+/, ''), set: {}, change: null });
      this.ask('what-if-row');
    };
    return h(
      'fieldset',
      {},
      h('legend', {}, t('what_if.person')),
      h(
        'form',
        { on: { submit: take } },
        h('label', {}, `${t('what_if.row')} `, row),
        ' ',
        h('button', { type: 'submit', key: 'what-if-take' }, t('what_if.take_row')),
      ),
      h('p', {}, chosen.row ? `${t('what_if.row')} ${chosen.row}` : t('what_if.invented')),
      ...columns.map((column) =>
        this.groups(`what-if-set-${column.name}`, column.name, column, column.before, (group) => {
          chosen.set[column.name] = group;
        }),
      ),
    );
  }

  /** The groups of a column that may be told, one to be chosen. */
  groups(key, label, { groups }, now, choose) {
    const { t } = this;
    const change = ({ target }) => {
      choose(Number(target.value));
      this.ask(key);
    };
    const option = (value, text) => h('option', { value, selected: value === now }, text);
    const shown = (text, group) => text || (group === now ? t('what_if.hidden') : '');
    return h(
      'p',
      {},
      h(
        'label',
        {},
        `${label} `,
        h(
          'select',
          { key, on: { change } },
          now === null ? h('option', { value: '', selected: true, disabled: true }, t('what_if.unknown')) : null,
          ...groups.flatMap((text, group) => (shown(text, group) ? [option(group, shown(text, group))] : [])),
        ),
      ),
    );
  }

  change({ columns }) {
    const { t, chosen } = this;
    const column = columns.find(({ name }) => name === chosen.change?.column);
    const choose = ({ target }) => {
      const next = columns.find(({ name }) => name === target.value);
      chosen.change = next ? { column: next.name, group: otherGroup(next) } : null;
      this.ask('what-if-change');
    };
    const select = h(
      'select',
      { key: 'what-if-change', on: { change: choose } },
      h('option', { value: '', selected: !column }, t('what_if.change.nothing')),
      ...columns.map(({ name }) => h('option', { value: name, selected: name === column?.name }, name)),
    );
    return h(
      'fieldset',
      {},
      h('legend', {}, t('what_if.change')),
      h('p', {}, h('label', {}, `${t('page.column')} `, select)),
      column
        ? this.groups('what-if-to', t('what_if.then'), column, column.after, (group) => {
            chosen.change = { column: column.name, group };
          })
        : null,
    );
  }

  *result({ sentences, now, then, changed, alike, otherwise }) {
    const { t } = this;
    const list = (title, lines, instead = '') => [
      h('h4', {}, title),
      lines.length ? h('ul', {}, ...lines.map((line) => h('li', {}, line))) : h('p', {}, instead),
    ];
    const side = (title, { text, rows }) => [h('dt', {}, title), h('dd', {}, `${text} (${rows})`)];
    yield h('h3', {}, sentences[0]);
    yield* sentences.slice(1).map((sentence) => h('p', {}, sentence));
    yield h(
      'dl',
      { class: 'figures' },
      ...side(t('what_if.now'), now),
      ...(changed === null ? [] : side(t('what_if.then'), then)),
    );
    yield* list(t('what_if.because'), then.rule, t('what_if.because.nothing'));
    const sides = alike?.sides.map(({ label, text }) => `${label}: ${text}`);
    if (sides) yield* list(alike.title, sides);
    yield* list(otherwise.title, [...otherwise.parts, ...(otherwise.rows ? [otherwise.rows] : [])]);
  }
}
