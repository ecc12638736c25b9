// What a column is for, in full: several roles, the value that counts as selected, the group the others are held
// against. Which of them there
// are is the engine's to say; every choice is one edit of the plan, the same as in the drawing.
import { h } from './dom.js';

/**
 * @param {import('./words.js').Words} words
 * @param {{name: string, meaning: string, why: string}} column
 * @param {{edit: (edits: object[]) => void, choices: (column: string) => Promise<object|null>,
 * meanings: object[]}} actions
 * @param {Map<string, object|null>} open what there was to choose for the columns that are unfolded, kept by the
 * caller from one building of the
 *        page to the next: who is choosing goes on choosing
 */
export function roleEditor(words, { name: column, meaning, why }, actions, open) {
  const t = (key, values) => words.text(`page.roles.${key}`, values);
  const place = h('div');
  const show = (choices) => {
    const { key } = (place.contains(document.activeElement) && document.activeElement.dataset) || {};
    place.replaceChildren(...parts(words, t, { column, detected: meaning }, choices, actions));
    if (key) place.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  };
  const ask = async () => {
    const choices = await actions.choices(column);
    if (!choices || !open.has(column)) return;
    open.set(column, choices);
    show(choices);
  };
  const toggle = ({ target }) => {
    if (target.open === open.has(column)) return;
    if (!target.open) open.delete(column);
    else {
      open.set(column, null);
      ask();
    }
  };
  if (open.get(column)) show(open.get(column));
  if (open.has(column)) ask();
  return h(
    'details',
    { 'data-roles': column, open: open.has(column), on: { toggle } },
    h('summary', { key: `roles-${column}` }, t('more')),
    h('p', {}, why),
    place,
  );
}

function parts(words, t, { column, detected }, choices, { edit, meanings }) {
  const { roles, positive, favoured, meaning, harmless } = choices;
  const name = (role) => words.named('role', role);
  const legend = h('legend', {}, words.text('page.role.of', { name: column }));
  const boxes = h(
    'fieldset',
    { 'data-choice': 'role' },
    legend,
    ...roles.map(({ role, on }) =>
      h(
        'label',
        {},
        h('input', {
          type: 'checkbox',
          key: `role-${column}-${role}`,
          value: role,
          checked: on,
          on: { change: () => edit([{ edit: 'toggle_role', column, role }]) },
        }),
        ` ${name(role)} `,
        h('small', {}, words.text(`role_help.${role}`)),
      ),
    ),
  );
  const radio = (choice, value, chosen, change) =>
    h(
      'label',
      {},
      h('input', {
        type: 'radio',
        key: `${choice}-${column}-${value}`,
        name: `${choice}-${column}`,
        value,
        checked: value === chosen,
        on: { change: () => change(value) },
      }),
      ` ${value} `,
    );
  const pick = (choice, title, { values, chosen }, change) =>
    h(
      'fieldset',
      { 'data-choice': choice },
      h('legend', {}, title),
      ...values.map((value) => radio(choice, value, chosen, change)),
    );
  const setPositive = (value) => edit([{ edit: 'positive', column, positive: value }]);
  return [
    about(t, column, { now: meaning, detected }, meanings, edit),
    boxes,
    positive?.values ? pick('positive', t('positive'), positive, (value) => setPositive({ equals: value })) : null,
    positive && !positive.values
      ? bound(t('at_least'), column, positive.at_least, (number) => setPositive({ at_least: number }))
      : null,
    favoured
      ? pick('favoured', t('favoured'), favoured, (value) => edit([{ edit: 'favoured', column, favoured: value }]))
      : null,
    typeof harmless === 'boolean' ? namesNobody(t, column, harmless, edit) : null,
  ].filter(Boolean);
}

/** What the column is about, in groups; the first of them stands alone. */
function about(t, column, { now, detected }, meanings, edit) {
  const said = (id, label) => (id === '' && now === '' && detected ? `${label} (${detected})` : label);
  const options = (group) =>
    group.options.map(({ id, label }) => h('option', { value: id, selected: id === now }, said(id, label)));
  const change = ({ target }) => edit([{ edit: 'typed', field: `meaning|${column}`, text: target.value }]);
  return h(
    'p',
    { 'data-choice': 'meaning' },
    h(
      'label',
      {},
      `${t('meaning')} `,
      h(
        'select',
        { key: `meaning-${column}`, on: { change } },
        ...meanings.flatMap((group) =>
          group.title ? [h('optgroup', { label: group.title }, ...options(group))] : options(group),
        ),
      ),
    ),
  );
}

/** Whether the column's values may leave the screen. */
function namesNobody(t, column, on, edit) {
  return h(
    'p',
    { 'data-choice': 'harmless' },
    h(
      'label',
      {},
      h('input', {
        type: 'checkbox',
        key: `harmless-${column}`,
        checked: on,
        on: { change: ({ target }) => edit([{ edit: 'harmless', column, harmless: target.checked }]) },
      }),
      ` ${t('harmless')} `,
    ),
    h('small', {}, t('harmless_text')),
  );
}

function bound(legend, column, now, change) {
  return h(
    'p',
    { 'data-choice': 'positive' },
    h(
      'label',
      {},
      `${legend} `,
      h('input', {
        type: 'number',
        step: 'any',
        key: `positive-${column}`,
        value: now ?? '',
        on: {
          change({ target }) {
            if (target.value !== '' && Number.isFinite(target.valueAsNumber)) change(target.valueAsNumber);
          },
        },
      }),
    ),
  );
}
