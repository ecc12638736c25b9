// The report as plain HTML: what can be saved.
import { onePageForm } from './answer.js';
import { decisionsSection } from './decisions.js';
import { h } from './dom.js';

export function* reportPage({ words, session }, mirror) {
  const t = (key, values) => words.text(key, values);
  yield* decisionsSection(words, session, mirror.actions, mirror.drafts);
  yield h('h2', {}, t('page.download'));
  yield onePageForm(words, mirror.onePage, mirror.actions.savePage);
  yield h(
    'ul',
    { class: 'buttons' },
    ...['html', 'json', 'csv', 'counts.csv', 'md'].map((format) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            key: `download-${format}`,
            'data-format': format,
            on: { click: () => mirror.actions.download(format) },
          },
          t(`page.download.${format}`),
        ),
      ),
    ),
  );
  yield h(
    'p',
    {},
    h(
      'label',
      {},
      h('input', {
        type: 'checkbox',
        key: 'show-values',
        checked: session.showValues,
        on: { change: (event) => mirror.actions.setShowValues(event.target.checked) },
      }),
      ' ',
      t('page.show_values'),
    ),
  );
  yield h('p', {}, t('report.note'));
}
