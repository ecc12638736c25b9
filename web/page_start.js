// The start as plain HTML: a file to choose, examples, and what was measured of the promise.
import { h } from './dom.js';

export function* startPage({ words, session, privacy }, mirror) {
  const t = (key, values) => words.text(key, values);
  const choose = t(session.view ? 'page.choose.other' : 'page.choose');
  yield h(
    'section',
    {},
    h('h2', {}, choose),
    h('p', { id: 'choose-hint' }, t('page.choose.hint')),
    h(
      'button',
      {
        type: 'button',
        key: 'choose',
        'aria-describedby': 'choose-hint',
        on: { click: () => mirror.actions.chooseFile() },
      },
      choose,
    ),
  );
  yield h(
    'section',
    {},
    h('h2', {}, t('page.demos')),
    h(
      'ul',
      { class: 'buttons' },
      ...['customers', 'campaign', 'contacts'].map((id) =>
        h(
          'li',
          {},
          h(
            'button',
            { type: 'button', key: `demo-${id}`, 'data-demo': id, on: { click: () => mirror.actions.demo(id) } },
            t(`page.demo.${id}`),
          ),
        ),
      ),
    ),
  );
  yield h(
    'section',
    {},
    h('h2', {}, t('train.title')),
    h('p', {}, t('train.hint')),
    h('p', {}, h('a', { href: '#/train', key: 'train' }, t('train.all'))),
  );
  yield h(
    'section',
    {},
    h('h2', {}, t('page.privacy.title')),
    h('div', { id: 'privacy-measured' }, ...mirror.privacyText(words, privacy)),
    h('h3', {}, t('page.privacy.how')),
    h('ol', {}, ...words.list('page.privacy.steps').map((step) => h('li', {}, step))),
  );
}
