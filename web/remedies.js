// A new file with a remedy against unequal treatment: the same choices as the drawn page offers (src/app/model/remedy_choice.h), as a form.
import { h } from './dom.js';

const parities = ['demographic_parity', 'true_positive_rate_parity', 'false_positive_rate_parity', 'equalized_odds'];

/** What a report's file allows: `remedies` is empty where nothing is possible. */
export function remedyOptions({ columns }) {
  const having = (role) => columns.filter(({ roles }) => roles.includes(role) && !roles.includes('ignore'));
  const by = having('protected').map(({ name }) => name);
  const numbers = columns.filter(({ name, kind, roles }) => ['integer', 'number'].includes(kind) && !roles.includes('ignore') && !by.includes(name) &&
    (roles.includes('attribute') || roles.includes('score'))).map(({ name }) => name);
  const outcome = having('outcome').some(({ name }) => !by.includes(name));
  const score = having('score').some(({ name }) => !by.includes(name));
  const remedies = by.length === 0 ? [] : [
    ...(outcome ? ['reweigh'] : []), ...(outcome && score ? ['thresholds'] : []), ...(numbers.length ? ['repair', 'remove_correlation'] : []),
  ];
  return { remedies, by, columns: numbers };
}

/** A plan's "remedies". @param costs what a person selected rightly, wrongly, left rightly, left wrongly is worth */
export function remediesOf({ remedy, by, parity, columns, level }, costs = { tp: 1, fp: -1, tn: 0, fn: 0 }) {
  if (remedy === 'reweigh') return [{ do: remedy, column: by }];
  if (remedy === 'thresholds') return [{ do: remedy, column: by, parity, objective: 'profit', costs, randomised: parity === 'equalized_odds' }];
  if (columns.length === 0) return [];
  return [{ do: remedy, columns, protected: by, [remedy === 'repair' ? 'level' : 'alpha']: level === 'half' ? 0.5 : 1 }];
}

const costsOf = ({ checks }) => checks.find(({ costs }) => costs)?.costs;

/**
 * @param {{words: import('./words.js').Words, session: import('./session.js').Session}} state
 * @param {object} chosen kept by the caller from one building of the page to the next
 * @param {(remedies: object[]) => void} make
 * @returns {HTMLElement|null} nothing where the file allows no remedy
 */
export function remedyForm({ words, session }, chosen, make) {
  const options = remedyOptions(session.view);
  if (options.remedies.length === 0) return null;
  const t = (key, values) => words.text(`remedy.${key}`, values);
  const pick = (name, list) => { if (!list.includes(chosen[name])) [chosen[name]] = list; };
  pick('remedy', options.remedies);
  pick('by', options.by);
  pick('parity', parities);
  chosen.columns = (chosen.columns ?? []).filter((name) => options.columns.includes(name));
  pick('level', ['all', 'half']);

  const select = (name, label, list, text) => h('label', {}, `${label} `, h('select', {
    key: `remedy-${name}`, 'data-remedy': name, on: { change: ({ target }) => { chosen[name] = target.value; show(); } },
  }, ...list.map((value) => h('option', { value, selected: value === chosen[name] }, text(value)))));
  const explained = h('p');
  const law = h('p', { class: 'law' });
  const parity = h('p', {}, select('parity', t('parity'), parities, t));
  const columns = h('fieldset', {}, h('legend', {}, t('columns')), ...options.columns.map((name) => h('label', {},
    h('input', {
      type: 'checkbox', key: `remedy-column-${name}`, value: name, checked: chosen.columns.includes(name),
      on: { change: ({ target }) => { chosen.columns = options.columns.filter((one) => (one === name ? target.checked : chosen.columns.includes(one))); show(); } },
    }), ` ${name} `)));
  const level = h('p', {}, select('level', t('level'), ['all', 'half'], t));
  const button = h('button', { type: 'submit', key: 'remedy-make' }, t('make'));
  const missing = h('p', {}, t('choose_column'));
  function show() {
    const replaces = ['repair', 'remove_correlation'].includes(chosen.remedy);
    explained.textContent = t(`${chosen.remedy}.text`);
    law.textContent = t(chosen.remedy === 'thresholds' ? 'law.decides' : 'law.learns');
    parity.hidden = chosen.remedy !== 'thresholds';
    columns.hidden = !replaces;
    level.hidden = !replaces;
    missing.hidden = !replaces || chosen.columns.length > 0;
    button.disabled = !missing.hidden;
  }
  show();
  const { remedied } = session;
  return h('section', { id: 'remedy' }, h('h3', {}, t('title')), h('p', {}, t('text')),
    h('form', { on: { submit: (event) => { event.preventDefault(); make(remediesOf(chosen, costsOf(session.view))); } } },
      h('p', {}, select('remedy', t('what'), options.remedies, t)), explained,
      h('p', {}, select('by', t('by'), options.by, (name) => name)), parity, columns, level, law, missing, button),
    remedied?.error ? h('p', { class: 'error' }, remedied.error) : null,
    remedied?.name ? h('p', {}, t('done', { name: remedied.name })) : null,
    remedied?.name ? h('ul', {}, ...remedied.effects.map((effect) => h('li', {}, effect))) : null,
    remedied?.name ? h('p', {}, t('next')) : null);
}
