// What was decided about findings, as plain HTML: a form at each finding, all of it on the report's page, and the steps
// back and forth. What there is comes with every answer of the engine (src/report/record_json.h).
import { h } from './dom.js';

const choices = ['open', 'mend', 'accept', 'not_applicable'];
const answers = ['yes', 'partly', 'no'];

const undecided = { choice: 'open', who: '', until: '', note: '' };

/** What was decided about a finding of the view. */
const decisionOf = ({ decided }, check) =>
  decided.decisions.find(({ order, checks }) => order === check.checks[0] && checks.length === check.checks.length) ??
  undecided;

/** What stands beside a finding's title; '' where nothing was decided. */
export function markOf(words, record, check) {
  const { choice, said } = decisionOf(record, check);
  if (choice === 'open' && !said) return '';
  return [words.text(`record.choice.${choice}`), said].filter(Boolean).join(' · ');
}

const field = (label, control) => h('label', {}, `${label} `, control);

/**
 * The form in which a finding is decided about.
 * @param {object} drafts kept from one building of the page to the next: what was typed and not entered, by finding
 */
export function decisionForm(words, record, check, actions, drafts) {
  const t = (key) => words.text(key);
  const id = `decision-${check.checks[0]}`;
  const of = JSON.stringify([check.id, check.subject]); // places shift from one report to the next
  const draft = { ...decisionOf(record, check), ...drafts.get(of) };
  const keep = (change) => drafts.set(of, { ...drafts.get(of), ...change });
  const wrong = h('p', { class: 'wrong', role: 'alert', id: `wrong-${id}` }, draft.wrong);
  const typed = (name, given = {}) =>
    h('input', {
      key: `${id}-${name}`,
      value: draft[name],
      'aria-describedby': `wrong-${id}`,
      ...given,
      on: { input: ({ target }) => keep({ [name]: target.value }) },
    });
  const enter = async (event) => {
    event.preventDefault();
    const { choice, who, until, note } = { ...decisionOf(record, check), ...drafts.get(of) };
    keep({ wrong: '' }); // the page is built anew with the answer
    const why = await actions.decide({ checks: check.checks, choice, who, until, note });
    if (why) {
      keep({ wrong: why });
      wrong.textContent = why;
    } else drafts.delete(of);
  };
  return h(
    'form',
    {
      class: 'decision',
      'data-decision': check.checks[0],
      'aria-label': [t('record.decision'), check.title, ...check.subject].join(': '),
      on: { submit: enter },
    },
    h('h4', {}, t('record.decision')),
    h(
      'p',
      {},
      field(
        t('record.field.choice'),
        h(
          'select',
          { key: `${id}-choice`, on: { change: ({ target }) => keep({ choice: target.value }) } },
          ...choices.map((one) =>
            h('option', { value: one, selected: one === draft.choice }, t(`record.choice.${one}`)),
          ),
        ),
      ),
      ' ',
      field(t('record.field.who'), typed('who', { autocomplete: 'off' })),
      ' ',
      field(t('record.field.until'), typed('until', { placeholder: t('record.field.day') })),
      ' ',
      field(t('record.field.note'), typed('note', { autocomplete: 'off' })),
      ' ',
      h('button', { type: 'submit', key: `${id}-enter` }, t('record.enter')),
    ),
    wrong,
  );
}

/** A question of the readiness check with its answer. */
export function readinessAnswer(words, { decided }, question, label, actions) {
  const given = decided.readiness[question] ?? '';
  return h(
    'select',
    {
      key: `answer-${question}`,
      'data-question': question,
      'aria-label': label,
      on: { change: ({ target }) => actions.answer(question, target.value) },
    },
    ...['', ...answers].map((one) =>
      h('option', { value: one, selected: one === given }, one ? words.text(`record.answer.${one}`) : '–'),
    ),
  );
}

/** Everything that was decided, open points first; the sign-off, the notes, and the work file. */
export function* decisionsSection(words, { record, view }, actions, drafts) {
  const t = (key, values) => words.text(key, values);
  const { decided } = record;
  yield h('h2', { id: 'decisions' }, t('record.title'));
  yield h('p', {}, t('record.hint'));
  const row = (one) =>
    h(
      'li',
      { 'data-choice': one.choice },
      h('b', {}, t(`record.choice.${one.choice}`)),
      ' ',
      h('a', { href: `#/${one.area}/${one.order}`, key: `point-${one.order}` }, one.title),
      one.said ? ` (${one.said})` : '',
    );
  if (decided.decisions.length) yield h('ul', { class: 'points' }, ...decided.decisions.map(row));
  if (decided.gone.length) {
    yield h('h3', {}, t('record.gone'));
    yield h('ul', {}, ...decided.gone.map((line) => h('li', {}, line)));
  }
  yield signOff(t, decided, actions, drafts);
  yield h(
    'p',
    {},
    field(
      t('record.notes'),
      h(
        'textarea',
        { key: 'notes', rows: 3, maxlength: 4000, on: { change: ({ target }) => actions.writeNotes(target.value) } },
        decided.notes,
      ),
    ),
  );
  yield h(
    'p',
    {},
    h('button', { type: 'button', key: 'save-work', on: { click: () => actions.saveWork() } }, t('record.save')),
    ' ',
    t('record.save.hint', { name: view.source.name }),
  );
}

function signOff(t, { signed_off: signed }, actions, drafts) {
  if (signed) {
    return h(
      'section',
      { id: 'signed' },
      h('h3', {}, signed.text),
      h('p', {}, t('record.since')),
      h('ul', {}, ...signed.since.map((line) => h('li', {}, line))),
      h(
        'button',
        { type: 'button', key: 'unsign', on: { click: () => actions.sign('', '') } },
        t('record.sign.withdraw'),
      ),
    );
  }
  const draft = drafts.get('sign') ?? { name: '', day: '' };
  const keep = (change) => drafts.set('sign', Object.assign(draft, change));
  const wrong = h('p', { class: 'wrong', role: 'alert' }, draft.wrong);
  const enter = async (event) => {
    event.preventDefault();
    keep({ wrong: '' });
    const why = await actions.sign(draft.name, draft.day);
    if (why) {
      keep({ wrong: why });
      wrong.textContent = why;
    } else drafts.delete('sign');
  };
  const typed = (name, given = {}) =>
    h('input', {
      key: `sign-${name}`,
      value: draft[name],
      ...given,
      on: { input: ({ target }) => keep({ [name]: target.value }) },
    });
  return h(
    'form',
    { id: 'sign', 'aria-label': t('record.sign'), on: { submit: enter } },
    h('h3', {}, t('record.sign')),
    h(
      'p',
      {},
      field(t('record.sign.name'), typed('name')),
      ' ',
      field(t('record.sign.day'), typed('day', { placeholder: t('record.field.day') })),
      ' ',
      h('button', { type: 'submit', key: 'sign-enter' }, t('record.sign.enter')),
    ),
    wrong,
  );
}

/** Back and forth; each button says what it takes back or does again. */
export function steps(words, { record, undoable }, actions) {
  const button = (key, what, n, act) => {
    const label = words.text(`record.${key}`, { what });
    return h(
      'button',
      { type: 'button', key: `step-${key}`, disabled: n === 0, 'data-steps': n, on: { click: act } },
      what ? label : words.text(`record.${key}.nothing`),
    );
  };
  return h(
    'p',
    { role: 'group', 'aria-label': words.text('record.steps') },
    button('undo', record.undo, undoable, () => actions.undo()),
    ' ',
    button('redo', record.redo, record.redoable, () => actions.redo()),
  );
}
