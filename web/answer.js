// The answer on one page and the charts as plain HTML: what can be saved of them.
import { h } from './dom.js';

/** `1,50` → 1.5; nothing → null; what is no amount → undefined. */
export function amountOf(text) {
  const typed = text.trim();
  if (typed === '') return null;
  return /^\d{1,9}(?:[.,]\d{1,4})?$/.test(typed) ? Number(typed.replace(',', '.')) : undefined;
}

/** Buttons that save a finding's chart. @param {(ask: {check: number, format: string, all: boolean}) => void} save */
export function chartButtons(words, { order, chart }, save) {
  return h(
    'ul',
    { class: 'buttons' },
    ...['svg', 'png'].map((format) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            key: `chart-${format}-${order}`,
            'data-chart': format,
            'aria-label': words.text(`answer.chart.${format}.of`, { title: chart }),
            on: { click: () => save({ check: order, format, all: true }) },
          },
          words.text(`answer.chart.${format}`),
        ),
      ),
    ),
  );
}

/**
 * The answer on one page, with amounts to type in.
 * @param {{contact: string, sale: string}} typed kept while the page is built anew
 * @param {(amounts: {contact: number|null, sale: number|null}) => void} save
 */
export function onePageForm(words, typed, save) {
  const wrong = h('p', { role: 'alert', class: 'wrong', id: 'one-page-wrong' });
  const field = (name) =>
    h(
      'p',
      {},
      h(
        'label',
        {},
        `${words.text(`answer.page.${name}`)} `,
        h('input', {
          inputmode: 'decimal',
          key: `one-page-${name}`,
          'data-amount': name,
          'aria-describedby': 'one-page-amounts one-page-wrong',
          value: typed[name],
          on: { input: ({ target }) => (typed[name] = target.value) },
        }),
      ),
    );
  function submit() {
    const amounts = { contact: amountOf(typed.contact), sale: amountOf(typed.sale) };
    const good = Object.values(amounts).every((amount) => amount !== undefined);
    wrong.textContent = good ? '' : words.text('answer.page.wrong');
    if (good) save(amounts);
  }
  return h(
    'section',
    { 'data-one-page': '' },
    h('h3', {}, words.text('answer.page.title')),
    h('p', {}, words.text('answer.page.text')),
    field('contact'),
    field('sale'),
    h('p', { id: 'one-page-amounts' }, words.text('answer.page.amounts')),
    wrong,
    h('button', { type: 'button', key: 'one-page', on: { click: submit } }, words.text('answer.page.save')),
  );
}
