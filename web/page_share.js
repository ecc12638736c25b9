// A file that is handed on, as plain HTML: a decision for each column, what comes of it, and the file.
import { h } from './dom.js';

const percent = (loss) => Math.round(loss * 100);

function figures(t, list, caption) {
  return h(
    'div',
    { class: 'wide', role: 'region', tabindex: 0, 'aria-label': caption },
    h(
      'table',
      {},
      h('caption', {}, caption),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...['figure', 'before', 'after'].map((key) => h('th', { scope: 'col' }, t(`task.share.column.${key}`))),
        ),
      ),
      h(
        'tbody',
        {},
        ...list.map(({ id, label, before, after }) =>
          h(
            'tr',
            { 'data-figure': id },
            h('th', { scope: 'row' }, label),
            h('td', { 'data-before': '' }, before),
            h('td', { 'data-after': '' }, after),
          ),
        ),
      ),
    ),
  );
}

const verdict = (t, { reached, verdict: text }) =>
  h(
    'p',
    { class: reached ? 'reached' : 'error', 'data-reached': String(reached) },
    h('b', {}, t(`task.share.${reached ? 'reached' : 'missed'}`)),
    ` ${text}`,
  );

function row(t, sharing, column) {
  const { name, options } = column;
  return h(
    'tr',
    { 'data-column': name },
    h('th', { scope: 'row' }, name, column.known ? h('small', {}, ` (${t('task.share.known')})`) : null),
    h(
      'td',
      {},
      h('input', {
        type: 'checkbox',
        key: `share-need-${name}`,
        'aria-label': `${t('task.share.column.needed')}: ${name}`,
        checked: column.needed,
        on: { change: ({ target }) => sharing.need(name, target.checked) },
      }),
    ),
    h(
      'td',
      {},
      h(
        'select',
        {
          key: `share-do-${name}`,
          'aria-label': `${t('task.share.column.do')}: ${name}`,
          on: { change: ({ target }) => sharing.choose(name, target.value) },
        },
        ...options.map(({ id, label }) => h('option', { value: id, selected: id === column.chosen }, label)),
      ),
    ),
    h(
      'td',
      {},
      column.loss === null
        ? null
        : h('meter', {
            min: 0,
            max: 100,
            value: percent(column.loss),
            'aria-label': `${t('task.share.column.lost')}: ${name}`,
          }),
      ` ${column.lost}`,
    ),
  );
}

function columns(t, sharing) {
  const { shown } = sharing;
  return h(
    'div',
    { class: 'wide', role: 'region', tabindex: 0, 'aria-label': t('task.share.column.do') },
    h(
      'table',
      { id: 'share-columns' },
      h('caption', {}, t('task.share.column.do')),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...['name', 'needed', 'do', 'lost'].map((key) => h('th', { scope: 'col' }, t(`task.share.column.${key}`))),
        ),
      ),
      h('tbody', {}, ...shown.columns.map((column) => row(t, sharing, column))),
    ),
  );
}

/** The field stays the same when the page is built anew: what is typed stays in it, and nowhere else. */
function keyForm(t, sharing, mirror) {
  mirror.keyField ??= h('input', {
    type: 'password',
    id: 'share-key',
    key: 'share-key',
    autocomplete: 'off',
    maxlength: 200,
  });
  return h(
    'section',
    { id: 'share-key-form' },
    h('h3', {}, t('task.share.key')),
    h('p', {}, t('task.share.key.text')),
    h('p', {}, h('label', { for: 'share-key' }, t('task.share.key')), ' ', mirror.keyField),
    h(
      'button',
      {
        type: 'button',
        key: 'share-key-make',
        on: {
          async click() {
            await sharing.makeKey();
            if (mirror.keyField && sharing.newKey) mirror.keyField.value = sharing.newKey;
          },
        },
      },
      t('task.share.key.make'),
    ),
    sharing.newKey ? h('p', { id: 'share-new-key' }, t('task.share.key.made', { key: sharing.newKey })) : null,
  );
}

function sharedResult(t, sharing) {
  const { made, making, error } = sharing;
  if (error) return h('p', { class: 'error', id: 'share-error' }, error);
  if (making) return h('p', {}, t('task.share.making'));
  if (!made) return null;
  const button = (key, which) =>
    h('button', { type: 'button', key: `share-save-${which}`, on: { click: () => sharing.save(which) } }, t(key));
  return h(
    'section',
    { id: 'share-made' },
    h('h3', {}, t('task.share.read_again')),
    verdict(t, made),
    h('ul', {}, ...made.notes.map((note) => h('li', {}, note))),
    figures(t, made.figures, t('task.share.risk')),
    h('ul', {}, ...made.effects.map((effect) => h('li', {}, effect))),
    h('p', {}, button('task.share.save', 'csv'), ' ', button('task.share.save_sheet', 'sheet')),
  );
}

export function* sharePage({ words, sharing }, mirror) {
  const t = (key, values) => words.text(key, values);
  yield h('h2', {}, t('task.share.title'));
  yield h('p', {}, t('task.share.text'));
  const { shown } = sharing;
  if (!shown) {
    if (sharing.error) yield h('p', { class: 'error' }, sharing.error);
    return;
  }
  yield h('h3', {}, t('task.share.expected'));
  yield verdict(t, shown);
  yield h('ul', {}, ...shown.notes.map((note) => h('li', {}, note)));
  yield figures(t, shown.figures, t('task.share.expected'));
  yield columns(t, sharing);
  yield h(
    'p',
    {},
    h(
      'label',
      {},
      h('input', {
        type: 'checkbox',
        key: 'share-rows',
        checked: shown.rows.on,
        on: { change: ({ target }) => sharing.leaveOutRows(target.checked) },
      }),
      ` ${shown.rows.label}`,
    ),
  );
  if (shown.needs_key) yield keyForm(t, sharing, mirror);
  yield h(
    'p',
    {},
    h(
      'button',
      {
        type: 'button',
        key: 'share-make',
        disabled: sharing.making,
        on: {
          click() {
            const key = shown.needs_key ? (mirror.keyField?.value ?? '') : '';
            if (mirror.keyField) mirror.keyField.value = '';
            sharing.make(key);
          },
        },
      },
      t('task.share.make'),
    ),
    ' ',
    h('button', { type: 'button', key: 'share-reset', on: { click: () => sharing.reset() } }, t('task.share.reset')),
  );
  yield sharedResult(t, sharing) ?? document.createComment('');
}
