// Training as plain HTML: the lessons there are, and one of them in five steps.
import { h } from './dom.js';
import { figuresOf, statusText } from './finding.js';
import { lessonSteps } from './settings.js';

/** Lessons need no file. */
export function* trainPage({ words, session, training }, mirror) {
  if (!session.view) yield h('p', {}, h('a', { href: '#/', key: 'train-start' }, words.text('train.start')));
  if (training.id) yield* lessonPage(words, training, mirror);
  else yield* lessonList(words, training);
}

function* lessonList(words, { lessons }) {
  const t = (key, values) => words.text(key, values);
  yield h('h2', {}, t('train.title'));
  yield h('p', {}, t('train.hint'));
  yield h('p', {}, t('train.invented'));
  yield h(
    'ul',
    { id: 'lessons', class: 'lessons' },
    ...lessons.map(({ id, title, teaser, minutes, area }) =>
      h(
        'li',
        {},
        h('h3', {}, h('a', { href: `#/train/${id}`, key: `lesson-${id}` }, title)),
        h('p', {}, teaser),
        h('p', {}, h('small', {}, `${t(`report.area.${area}`)} · ${t('train.minutes', { n: minutes })}`)),
      ),
    ),
  );
}

function* lessonPage(words, training, mirror) {
  const t = (key, values) => words.text(key, values);
  const { lesson, step, error } = training;
  yield h('p', {}, h('a', { href: '#/train', key: 'lessons' }, t('train.all')));
  if (error) yield h('p', { class: 'error', role: 'alert' }, error);
  if (!lesson) return;
  yield h('h2', {}, lesson.title);
  yield h(
    'nav',
    { 'aria-label': t('train.steps') },
    h(
      'ol',
      { class: 'steps' },
      ...lessonSteps.map((name, place) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              key: `step-${name}`,
              'aria-current': place === step ? 'step' : null,
              on: { click: () => training.go(place) },
            },
            `${place + 1}. ${t(`train.step.${name}`)}`,
          ),
        ),
      ),
    ),
  );
  yield h('h3', { id: 'step' }, t(`train.step.${lessonSteps[step]}`));
  yield* stepParts[lessonSteps[step]](t, words, training, mirror);
  yield walk(t, training);
}

/** Back and forth. */
function walk(t, training) {
  const { step } = training;
  const button = (key, to) =>
    h('button', { type: 'button', key: `train-${key}`, on: { click: () => training.go(to) } }, t(`train.${key}`));
  return h(
    'p',
    { class: 'walk' },
    step > 0 ? button('previous', step - 1) : null,
    ' ',
    step + 1 < lessonSteps.length ? button('next', step + 1) : null,
  );
}

const paragraphs = (lines) => lines.map((line) => h('p', {}, line));

/** What a slider moves, built anew each time; the slider itself stays. */
function moving(training, mirror, build) {
  const place = h('div', { id: 'lesson-run' }, ...build());
  mirror.moving = () => place.replaceChildren(...build());
  return place;
}

const stepParts = {
  *act(t, words, training) {
    const { lesson, option } = training;
    yield* paragraphs(lesson.act.text);
    yield h(
      'div',
      { role: 'group', 'aria-labelledby': 'lesson-question' },
      h('h4', { id: 'lesson-question' }, lesson.act.question),
      h(
        'ul',
        { class: 'buttons' },
        ...lesson.act.options.map(({ label }, place) =>
          h(
            'li',
            {},
            h(
              'button',
              {
                type: 'button',
                key: `option-${place}`,
                'aria-pressed': String(place === option),
                on: { click: () => training.choose(place) },
              },
              label,
            ),
          ),
        ),
      ),
    );
    if (option !== null) yield h('p', { id: 'then', role: 'status' }, h('strong', {}, lesson.act.options[option].then));
    if (option !== null) yield people(t, training);
  },
  *see(t, words, training) {
    yield* paragraphs(training.lesson.see.text);
    yield people(t, training);
    yield* amounts(training);
  },
  *why(t, words, training) {
    yield* paragraphs(training.lesson.why.text);
    yield h('h4', {}, t('train.finding'));
    yield* findings(words, training);
  },
  *mend(t, words, training, mirror) {
    const { lesson } = training;
    yield* paragraphs(lesson.mend.text);
    for (const slider of lesson.mend.sliders) yield sliderOf(training, slider);
    yield moving(training, mirror, () => [...amounts(training), people(t, training), ...headlines(words, training)]);
    yield h('p', {}, h('strong', {}, `${t('train.cost')}: `), lesson.mend.cost);
  },
  *check(t, words, training, mirror) {
    const { lesson, answers, right } = training;
    yield* lesson.quiz.map((question, place) => quizQuestion(t, training, question, place));
    if (lesson.quiz.every((_, i) => answers[i] !== undefined))
      yield h('p', { id: 'score', role: 'status' }, t('train.score', { right, n: lesson.quiz.length }));
    yield h('h4', {}, t('train.own'));
    yield h('p', {}, t('train.own.hint'));
    yield h(
      'p',
      {},
      h(
        'button',
        { type: 'button', key: 'train-own', on: { click: () => mirror.actions.chooseFile() } },
        t('train.own.choose'),
      ),
      ' ',
      h('button', { type: 'button', key: 'train-again', on: { click: () => training.anew() } }, t('train.again')),
    );
    yield h('details', {}, h('summary', {}, t('train.notes')), h('ul', {}, ...lesson.notes.map((n) => h('li', {}, n))));
    yield h('h4', {}, t('train.sources'));
    yield h('ul', {}, ...lesson.sources.map((source) => h('li', {}, source)));
  },
};

/** Who became what, as a table: what the drawing shows as marks. */
function people(t, { lesson }) {
  const { states } = lesson.people;
  const row = ({ label, texts }) =>
    h('tr', {}, h('th', { scope: 'row' }, label), ...texts.map((text) => h('td', {}, text)));
  return h(
    'div',
    { class: 'wide', role: 'region', tabindex: 0, 'aria-label': t('train.people') },
    h(
      'table',
      { id: 'people' },
      h('caption', {}, t('train.people')),
      h('thead', {}, h('tr', {}, h('td'), ...states.map(({ label }) => h('th', { scope: 'col' }, label)))),
      h('tbody', {}, ...lesson.run.people.map(row)),
    ),
  );
}

function* amounts({ lesson }) {
  if (lesson.run.amounts.length === 0) return;
  yield h(
    'dl',
    { class: 'figures', id: 'amounts' },
    ...lesson.run.amounts.flatMap(({ label, text }) => [h('dt', {}, label), h('dd', {}, text)]),
  );
}

const headOf = (words, { status, title, name }) => `${statusText(words, status)}: ${title || name}`;

/** What the audit says, in a line each. */
function* headlines(words, { view }) {
  yield h(
    'ul',
    { id: 'headlines' },
    ...view.checks.map((check) =>
      h('li', {}, [headOf(words, check), check.headline, check.headlineNote].filter(Boolean).join(' · ')),
    ),
  );
}

function* findings(words, { view }) {
  for (const check of view.checks)
    yield h(
      'section',
      { 'data-check': check.id, 'data-status': check.status },
      h('h3', {}, headOf(words, check)),
      h('p', {}, check.summary),
      ...figuresOf(words, check),
    );
}

function sliderOf(training, { name, label, low, high, from, to, step }) {
  const value = training.set[name] ?? training.lesson.run.settings[name];
  return h(
    'p',
    { class: 'slider' },
    h(
      'label',
      {},
      `${label} `,
      h('input', {
        type: 'range',
        key: `slider-${name}`,
        min: from,
        max: to,
        step,
        value,
        on: { input: ({ target }) => training.slide(name, Number(target.value)) },
      }),
    ),
    h('small', {}, `${low} – ${high}`),
  );
}

function quizQuestion(t, training, { question, answers }, place) {
  const given = training.answers[place];
  const said = given === undefined ? null : answers[given];
  return h(
    'fieldset',
    { 'data-question': place },
    h('legend', {}, question),
    h(
      'ul',
      { class: 'answers' },
      ...answers.map(({ text, right }, i) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              key: `answer-${place}-${i}`,
              'aria-pressed': String(i === given),
              disabled: said !== null && i !== given,
              on: { click: () => training.answer(place, i) },
            },
            text,
          ),
          said && right ? ` ✓ ${t('train.right')}` : said && i === given ? ` ✗ ${t('train.wrong')}` : null,
        ),
      ),
    ),
    said ? h('p', { role: 'status' }, said.why) : null,
  );
}

/** The lesson in which a finding's fault can be tried out. */
export function lessonOf(words, { lessons }, { id, status }) {
  const lesson = ['warn', 'fail'].includes(status) && lessons.find(({ shows }) => shows.includes(id));
  if (!lesson) return null;
  const { id: to, title } = lesson;
  return h('p', {}, h('a', { href: `#/train/${to}` }, words.text('train.try', { title })));
}
