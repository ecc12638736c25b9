// What if this person were another one: somebody, one thing changed, and the answer of a surrogate, as plain HTML.
import { h } from './dom.js';

/** Whether the file has a decision or a score, of which something can be asked. @param {object} plan */
export const canAskWhatIf = (plan) =>
  Object.values(plan?.roles ?? {}).some((roles) => roles.includes('decision') || roles.includes('score'));

/** What is asked: as the engine takes it. @param {{row: string, set: object, change: object|null, suggest: boolean}} chosen */
export function whatIfAsk({ row, set, change, suggest }) {
  return {
    ...(row && { row: Number(row) - 1 }),
    set: Object.entries(set).map(([column, group]) => ({ column, group })),
    change,
    suggest,
  };
}

const invented = () => ({ row: '', set: {}, change: null, suggest: true });

/** The state of the form, made anew with another report. @param {object} mirror @param {object} session */
function askedOf(mirror, session) {
  const { name } = session.view.source;
  if (mirror.whatIf?.name !== name) mirror.whatIf = { ...invented(), name };
  return mirror.whatIf;
}

export function* whatIfPage({ words, session }, mirror) {
  const t = (key, values) => words.text(key, values);
  const chosen = askedOf(mirror, session);
  yield h('h2', {}, t('what_if.title'));
  yield h('p', {}, t('what_if.text'));
  yield h('p', {}, h('strong', {}, t('what_if.honest')));
  if (!canAskWhatIf(session.view.plan)) {
    yield h('p', {}, t('what_if.nothing'));
    return;
  }
  const place = h('div', { id: 'what-if' });
  yield place;
  const ask = async (focus = '') => {
    const answer = await mirror.actions.whatIf(whatIfAsk(chosen));
    if (!answer) return;
    if (chosen.suggest && answer.changed != null) {
      const { name, after } = answer.columns[answer.changed];
      chosen.change = { column: name, group: after };
    }
    chosen.suggest = false;
    place.replaceChildren(...(answer.error ? refused() : form(answer)));
    if (answer.error) place.prepend(h('p', { class: 'error', role: 'alert' }, answer.error));
    else mirror.say(answer.sentences[0]);
    if (focus) place.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus();
  };
  ask();

  function refused() {
    if (!chosen.row && !Object.keys(chosen.set).length) return [];
    const again = () => {
      Object.assign(chosen, { row: '', set: {}, change: null });
      ask('what-if-row');
    };
    return [h('button', { type: 'button', key: 'what-if-again', on: { click: again } }, t('what_if.invented'))];
  }

  function* form(answer) {
    yield person(answer);
    yield change(answer);
    yield* result(answer);
  }

  function person({ columns }) {
    const row = h('input', { type: 'text', inputmode: 'numeric', size: 8, key: 'what-if-row', value: chosen.row });
    const take = (event) => {
      event.preventDefault();
      Object.assign(chosen, { row: row.value.replace(/\D/g, ''), set: {}, change: null });
      ask('what-if-row');
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
        groupSelect(`what-if-set-${column.name}`, column.name, column, column.before, (group) => {
          chosen.set[column.name] = group;
          ask(`what-if-set-${column.name}`);
        }),
      ),
    );
  }

  function groupSelect(key, label, { groups }, now, choose) {
    const option = (value, text) => h('option', { value, selected: value === now }, text);
    return h(
      'p',
      {},
      h(
        'label',
        {},
        `${label} `,
        h(
          'select',
          { key, on: { change: ({ target }) => choose(Number(target.value)) } },
          ...(now === null ? [h('option', { value: '', selected: true, disabled: true }, t('what_if.unknown'))] : []),
          ...groups.flatMap((text, group) =>
            text ? [option(group, text)] : group === now ? [option(group, t('what_if.hidden'))] : [],
          ),
        ),
      ),
    );
  }

  function change({ columns }) {
    const column = columns.find(({ name }) => name === chosen.change?.column);
    const choose = ({ target }) => {
      const next = columns.find(({ name }) => name === target.value);
      chosen.change = next ? { column: next.name, group: otherGroup(next) } : null;
      ask('what-if-change');
    };
    return h(
      'fieldset',
      {},
      h('legend', {}, t('what_if.change')),
      h(
        'p',
        {},
        h(
          'label',
          {},
          `${t('page.column')} `,
          h(
            'select',
            { key: 'what-if-change', on: { change: choose } },
            h('option', { value: '', selected: !column }, t('what_if.change.nothing')),
            ...columns.map(({ name }) => h('option', { value: name, selected: name === column?.name }, name)),
          ),
        ),
      ),
      column
        ? groupSelect('what-if-to', t('what_if.then'), column, column.after, (group) => {
            chosen.change = { column: column.name, group };
            ask('what-if-to');
          })
        : null,
    );
  }

  function* result({ sentences, now, then, changed, alike, otherwise }) {
    const list = (title, lines, otherwise = null) => [
      h('h4', {}, title),
      lines.length ? h('ul', {}, ...lines.map((line) => h('li', {}, line))) : otherwise && h('p', {}, otherwise),
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
    if (alike)
      yield* list(
        alike.title,
        alike.sides.map(({ label, text }) => `${label}: ${text}`),
      );
    yield* list(otherwise.title, [...otherwise.parts, ...(otherwise.rows ? [otherwise.rows] : [])]);
  }
}

/** Another group than somebody's own that may be told: the first there is. */
const otherGroup = ({ groups, before }) => groups.findIndex((text, group) => text && group !== before);
