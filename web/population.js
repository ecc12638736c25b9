// Whom the file should represent: the groups' shares in what it stands for, to type in.
import { h } from './dom.js';

/**
 * @param {import('./words.js').Words} words
 * @param {{order: number, subject: string[], groups: {value: string, label: string, share: string}[],
 * moreGroups: number}} check
 * @param {{population?: Record<string, Record<string, number>>}} plan
 * @param {(edits: object[]) => void} edit
 */
export function populationForm(words, check, plan, edit) {
  if (check.groups.length < 2) return null;
  const t = (key, values) => words.text(`population.${key}`, values);
  const [column] = check.subject;
  const given = plan.population?.[column] ?? {};
  const all = Object.values(given).reduce((sum, share) => sum + share, 0);
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const fields = check.groups.map(({ value }) =>
    h('input', {
      type: 'number',
      min: 0,
      step: 'any',
      key: `population-${check.order}-${value}`,
      'data-share': value,
      'aria-label': `${column}: ${value}, ${t('population')}`,
      value: given[value] > 0 ? Number(((100 * given[value]) / all).toFixed(1)) : null,
    }),
  );
  const audit = (event) => {
    event.preventDefault();
    const shares = Object.fromEntries(
      fields.map((field) => [field.dataset.share, field.valueAsNumber / 100]).filter(([, share]) => share > 0),
    );
    if (Object.keys(shares).length < 2) wrong.textContent = t('two');
    else edit([{ edit: 'population', column, population: shares }]);
  };
  const cell = (tag, ...content) => h(tag, tag === 'th' ? { scope: 'row' } : {}, ...content);
  return h(
    'details',
    { class: 'population', 'data-population': column },
    h('summary', { key: `population-${check.order}` }, t('title')),
    h(
      'form',
      { on: { submit: audit } },
      h('p', {}, t('text')),
      h(
        'div',
        { class: 'wide', role: 'region', tabindex: 0, 'aria-label': `${t('title')}: ${column}` },
        h(
          'table',
          {},
          h('caption', {}, t('title')),
          h(
            'thead',
            {},
            h('tr', {}, ...[column, t('file'), t('population')].map((head) => h('th', { scope: 'col' }, head))),
          ),
          h(
            'tbody',
            {},
            ...check.groups.map(({ label, share }, i) =>
              h('tr', {}, cell('th', label), cell('td', share), cell('td', fields[i])),
            ),
          ),
        ),
      ),
      check.moreGroups > 0 ? h('p', {}, t('more', { n: check.moreGroups })) : null,
      h('button', { type: 'submit', key: `population-audit-${check.order}` }, t('audit')),
      wrong,
    ),
  );
}
