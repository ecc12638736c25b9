// A new file with a remedy against unequal treatment, as a form. What is offered, in which order and with which answers
// is the report's.
import { h } from './dom.js';

/**
 * The options of a parameter that are chosen: those a person chose, as far as they are offered, else the report's own.
 */
export function chosenOf({ id, several, options, default: usual }, chosen) {
  const offered = (ids) => options.filter((option) => ids.includes(option.id));
  const mine = offered(chosen[id] ?? []);
  return mine.length === 0 && !several ? offered(usual) : mine;
}

/**
 * A plan's "remedies"; null where something is still to be chosen.
 * @param {object} offer docs/contract.md, `offered_remedies`
 */
export function remediesOf(offer, chosen) {
  const step = { ...offer.step };
  for (const parameter of offer.parameters) {
    const options = chosenOf(parameter, chosen);
    if (options.length === 0) return null;
    for (const [field, value] of options.flatMap(({ sets }) => Object.entries(sets))) {
      step[field] = Array.isArray(value) ? [...(step[field] ?? []), ...value] : value; // lists of one field are joined
    }
  }
  return [step];
}

const select = (name, label, options, is, change) =>
  h(
    'p',
    {},
    h(
      'label',
      {},
      `${label} `,
      h(
        'select',
        { key: `remedy-${name}`, 'data-remedy': name, on: { change: ({ target }) => change(target.value) } },
        ...options.map(({ id, label: text }) => h('option', { value: id, selected: id === is }, text)),
      ),
    ),
  );

function checkboxes({ id, label, options }, on, change) {
  const now = new Set(on);
  return h(
    'fieldset',
    {},
    h('legend', {}, label),
    ...options.map((option) =>
      h(
        'label',
        {},
        h('input', {
          type: 'checkbox',
          key: `remedy-${id}-${option.id}`,
          value: option.id,
          checked: now.has(option.id),
          on: {
            change({ target }) {
              if (target.checked) now.add(option.id);
              else now.delete(option.id);
              change([...now]);
            },
          },
        }),
        ` ${option.label} `,
      ),
    ),
  );
}

/** What is to be chosen about a remedy, what the law asks, and the button. */
function questions(words, offer, chosen) {
  const missing = h('p', {}, words.text('remedy.choose_column'));
  const button = h('button', { type: 'submit', key: 'remedy-make' }, words.text('remedy.make'));
  const show = () => {
    missing.hidden = remediesOf(offer, chosen) !== null;
    button.disabled = !missing.hidden;
  };
  show();
  const parameters = offer.parameters.map((parameter) => {
    const on = chosenOf(parameter, chosen).map(({ id }) => id);
    const change = (ids) => {
      chosen[parameter.id] = ids;
      show();
    };
    return parameter.several
      ? checkboxes(parameter, on, change)
      : select(parameter.id, parameter.label, parameter.options, on[0], (id) => change([id]));
  });
  return [h('p', {}, offer.text), ...parameters, h('p', { class: 'law' }, offer.law), missing, button];
}

/** @returns {Node[]} what came of the last remedy */
function result(words, remedied) {
  if (remedied?.error) return [h('p', { class: 'error' }, remedied.error)];
  if (!remedied?.name) return [];
  return [
    h('p', {}, words.text('remedy.done', { name: remedied.name })),
    h('ul', {}, ...remedied.effects.map((effect) => h('li', {}, effect))),
    h('p', {}, words.text('remedy.next')),
  ];
}

/**
 * @param {{words: import('./words.js').Words, session: import('./session.js').Session}} state
 * @param {object} chosen the remedy, and ids of options by parameter; kept by the caller from one building of the page
 * to the next @param {(remedies: object[]) => void} make @returns {HTMLElement|null} nothing where the file allows no
 * remedy
 */
export function remedyForm({ words, session }, chosen, make) {
  const { remedies } = session.view;
  if (remedies.length === 0) return null;
  const offer = () => remedies.find(({ id }) => id === chosen.remedy) ?? remedies[0];
  const asked = h('div', {}, ...questions(words, offer(), chosen));
  const choose = (id) => {
    chosen.remedy = id;
    asked.replaceChildren(...questions(words, offer(), chosen));
  };
  return h(
    'section',
    { id: 'remedy' },
    h('h3', {}, words.text('remedy.title')),
    h('p', {}, words.text('remedy.text')),
    h(
      'form',
      {
        on: {
          submit: (event) => {
            event.preventDefault();
            make(remediesOf(offer(), chosen));
          },
        },
      },
      select(
        'remedy',
        words.text('remedy.what'),
        remedies.map(({ id, name }) => ({ id, label: name })),
        offer().id,
        choose,
      ),
      asked,
    ),
    ...result(words, session.remedied),
  );
}
