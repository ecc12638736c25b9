// The overview as plain HTML: the answer, the areas, what comes first and what is open.
import { h } from './dom.js';
import { countsText, statusText } from './finding.js';
import { understoodFirst } from './understood.js';
import { wantedRoles } from './wanted_roles.js';

const firstFindings = 10;

const shareOffer = (t) =>
  h('p', {}, t('task.share.open.text'), ' ', h('a', { href: '#/share', key: 'share-open' }, t('task.share.open')));

export function* overviewPage({ words, session: { view } }, mirror) {
  const t = (key, values) => words.text(key, values);
  yield h('h2', {}, view.verdict);
  yield shareOffer(t);
  yield understoodFirst(words, view.understanding, mirror.actions.edit);
  yield h(
    'div',
    { class: 'wide', role: 'region', tabindex: 0, 'aria-label': t('page.areas') },
    h(
      'table',
      { class: 'areas' },
      h('caption', {}, t('page.areas')),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, t('page.area')),
          h('th', { scope: 'col' }, t('page.status')),
          h('th', { scope: 'col' }, t('page.findings')),
        ),
      ),
      h(
        'tbody',
        {},
        ...view.areas.map(({ id, title, status, findings }) =>
          h(
            'tr',
            { 'data-area': id, 'data-status': status },
            h('th', { scope: 'row' }, h('a', { href: `#/${id}` }, title)),
            h('td', {}, statusText(words, status)),
            h('td', {}, countsText(words, findings)),
          ),
        ),
      ),
    ),
  );
  yield h('h3', {}, t('report.first'));
  const first = view.checks.filter(({ status }) => status === 'fail' || status === 'warn').slice(0, firstFindings);
  if (first.length === 0) yield h('p', {}, t('page.none'));
  else {
    yield h(
      'ul',
      { class: 'findings' },
      ...first.map((check) =>
        h(
          'li',
          {},
          h('a', { href: `#/${check.area}/${check.order}` }, check.title),
          ` (${statusText(words, check.status)}) `,
          [check.headline, check.headlineNote].filter(Boolean).join(' · '),
        ),
      ),
    );
  }
  yield* notAssessed(words, view, mirror.actions.edit);
}

/** What could not be looked at, and what it waits for. */
function* notAssessed(words, view, edit) {
  const open = view.checks.filter(({ status }) => status === 'not_assessed');
  if (!open.length) return;
  yield h('h3', {}, words.text('report.not_assessed'));
  yield h(
    'ul',
    { class: 'open' },
    ...open.map((check) =>
      h(
        'li',
        {},
        `${check.name}. ${words.text('page.needs', { needs: check.needs })}`,
        wantedRoles(words, check, view.columns, edit),
      ),
    ),
  );
}
