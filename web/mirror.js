// The page as plain HTML: for screen readers, the keyboard and find-in-page beside the drawing, and in its place where
// nothing can be drawn.
import { buildInSlices, h, visibleText } from './dom.js';
import { countsText, findingSection, statusText } from './finding.js';
import { measureTree } from './measure_tree.js';
import { remedyForm } from './remedies.js';
import { choicesCard } from './choices.js';
import { roleEditor } from './roles.js';
import { understood, understoodFirst } from './understood.js';
import { areas, languages, pages, themes } from './settings.js';

const shownColumns = 500;
const firstFindings = 10;

export class Mirror {
  /**
   * @param {{main: HTMLElement, live: HTMLElement}} elements live: the live region
   * @param {object} actions what a person can do: chooseFile, demo, cancel, close, showLicences, setLanguage, setTheme,
   * setSheet, edit, set, preview, setReading, savePlan, undo, choices, detail, setShowValues,
   *        download, remedy
   */
  constructor(elements, actions) {
    Object.assign(this, elements, { actions, build: 0, remedy: {}, openColumns: new Map() });
    this.choosing = { open: new Set(), chosen: {}, preview: null, wrong: new Map() };
  }

  /**
   * Builds the page anew.
   * @param {{words: import('./words.js').Words, session: import('./session.js').Session, page: string, theme: string,
   * privacy: object}} state
   */
  async render(state) {
    const mine = ++this.build;
    const fragment = await buildInSlices(this.content(state), () => mine === this.build);
    if (!fragment || mine !== this.build) return;
    const focused = this.main.contains(document.activeElement) ? document.activeElement : null;
    const { key } = focused?.closest('[data-key]')?.dataset ?? {};
    this.main.lang = state.words.lang;
    this.main.replaceChildren(fragment);
    // Who was reading here goes on reading here.
    if (focused)
      ((key && this.main.querySelector(`[data-key="${CSS.escape(key)}"]`)) || this.main).focus({ preventScroll: true });
    this.main.dispatchEvent(new Event('built'));
  }

  /** Another file, or the same read otherwise: nothing is being chosen any more. */
  opened() {
    Object.assign(this.choosing, { chosen: {}, preview: null, wrong: new Map() });
  }

  /** Says something to who cannot see the screen. */
  say(text) {
    const said = visibleText(text);
    if (this.live.textContent !== said) this.live.textContent = said;
  }

  progress({ session, words }) {
    const text = this.progressText(session, words);
    const bar = this.main.querySelector('progress');
    if (!bar || !text) return;
    bar.value = session.progress.done;
    bar.nextElementSibling.textContent = visibleText(text);
  }

  progressText({ progress }, words) {
    if (!progress) return '';
    return words.text('page.progress', { stage: words.text(progress.stage), percent: Math.round(progress.done * 100) });
  }

  privacy({ words, privacy }) {
    const place = this.main.querySelector('#privacy-measured');
    if (place) place.replaceChildren(...this.privacyText(words, privacy));
  }

  privacyText(words, { checked, policy, requests }) {
    const state = !checked ? 'checking' : policy ? 'in_force' : 'not_in_force';
    return [
      h('p', {}, words.text('page.privacy.measured', { requests })),
      h('p', {}, words.text(`page.privacy.${state}`)),
    ];
  }

  *content(state) {
    const { words, session, page, notice } = state;
    yield this.header(state);
    if (session.error) {
      yield h('div', { class: 'error', id: 'error' }, h('h2', {}, words.text('page.error')), h('p', {}, session.error));
    }
    if (notice) yield h('p', { id: 'notice' }, notice);
    if (session.stage === 'working') yield this.working(state);
    else if (!session.view || page === 'start') yield* this.start(state);
    else if (areas.includes(page)) yield* this.area(state, page);
    else yield* this[page](state);
    yield this.footer(state);
  }

  header({ words, session, page, theme }) {
    const t = (key, values) => words.text(key, values);
    const link = (target) =>
      h(
        'li',
        {},
        h(
          'a',
          { href: `#/${target}`, key: `page-${target}`, 'aria-current': target === page ? 'page' : null },
          areas.includes(target) ? t(`report.area.${target}`) : t(`page.${target}`),
        ),
      );
    const choice = (key, chosen, choose, lang) =>
      h('button', { type: 'button', key, 'aria-pressed': String(chosen), lang, on: { click: choose } }, t(key));
    return h(
      'header',
      {},
      h('h1', {}, t('page.title')),
      session.view ? h('p', { class: 'file' }, t('page.file', session.view.source)) : h('p', {}, t('page.claim')),
      session.view ? this.readingChoice(words, session.view.source) : null,
      session.view ? h('nav', { 'aria-label': t('page.pages') }, h('ul', {}, ...pages.map(link))) : null,
      h(
        'div',
        { role: 'group', 'aria-label': t('page.settings'), class: 'settings' },
        ...languages.map((lang) =>
          choice(`page.language.${lang}`, lang === words.lang, () => this.actions.setLanguage(lang), lang),
        ),
        ...themes.map((name) => choice(`page.theme.${name}`, name === theme, () => this.actions.setTheme(name))),
      ),
    );
  }

  /** How the file was read, where it could be read otherwise. */
  readingChoice(words, { sheet, sheets, encoding, encodings }) {
    const choice = (what, chosen, names, choose, say) =>
      h(
        'label',
        {},
        `${words.text(`page.${what}`)} `,
        h(
          'select',
          { key: what, [`data-${what}`]: chosen, on: { change: (event) => choose(event.target.value) } },
          ...names.map((name) => h('option', { value: name, selected: name === chosen }, say(name))),
        ),
      );
    const choices = [];
    if (sheets.length > 1) choices.push(choice('sheet', sheet, sheets, this.actions.setSheet, (name) => name));
    if (encodings.length > 1)
      choices.push(
        choice('encoding', encoding, encodings, this.actions.setEncoding, (name) => words.text(`encoding.${name}`)),
      );
    return choices.length > 0 ? h('p', { class: 'reading' }, ...choices) : null;
  }

  working({ words, session }) {
    return h(
      'section',
      { class: 'working' },
      h('h2', {}, words.text('page.working', { name: session.title })),
      h('progress', {
        max: 1,
        value: session.progress?.done ?? 0,
        'aria-label': words.text('page.working', { name: session.title }),
      }),
      h('p', {}, this.progressText(session, words)),
      h(
        'button',
        { type: 'button', key: 'cancel', on: { click: () => this.actions.cancel() } },
        words.text('page.cancel'),
      ),
    );
  }

  *start({ words, session, privacy }) {
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
          on: { click: () => this.actions.chooseFile() },
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
              { type: 'button', key: `demo-${id}`, 'data-demo': id, on: { click: () => this.actions.demo(id) } },
              t(`page.demo.${id}`),
            ),
          ),
        ),
      ),
    );
    yield h(
      'section',
      {},
      h('h2', {}, t('page.privacy.title')),
      h('div', { id: 'privacy-measured' }, ...this.privacyText(words, privacy)),
      h('h3', {}, t('page.privacy.how')),
      h('ol', {}, ...words.list('page.privacy.steps').map((step) => h('li', {}, step))),
    );
  }

  *overview({ words, session: { view } }) {
    const t = (key, values) => words.text(key, values);
    yield h('h2', {}, view.verdict);
    yield understoodFirst(words, view.understanding, this.actions.edit);
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
            h('a', { href: `#/${check.area}` }, check.title),
            ` (${statusText(words, check.status)}) `,
            [check.headline, check.headlineNote].filter(Boolean).join(' · '),
          ),
        ),
      );
    }
    const open = view.checks.filter(({ status }) => status === 'not_assessed');
    if (!open.length) return;
    yield h('h3', {}, t('report.not_assessed'));
    yield h(
      'ul',
      { class: 'open' },
      ...open.map((check) => h('li', {}, `${check.name}. ${t('page.needs', { needs: check.needs })}`)),
    );
  }

  *area({ words, session }, id) {
    const { view } = session;
    yield h('h2', {}, words.text(`report.area.${id}`));
    yield h('p', {}, words.text(`report.question.${id}`));
    if (id === 'bias' && view.withheldNote) yield h('p', { 'data-withheld': '' }, view.withheldNote);
    const checks = view.checks.filter((check) => check.area === id);
    if (checks.length === 0) yield h('p', {}, words.text('page.none'));
    for (const check of checks) yield findingSection(words, check, this.actions.detail);
    if (id === 'bias' && view.measureTree) yield measureTree(words, view.measureTree);
    const form =
      id === 'bias' && remedyForm({ words, session }, this.remedy, (remedies) => this.actions.remedy(remedies));
    if (form) yield form;
  }

  *columns({ words, session: { view, undoable } }) {
    const t = (key, values) => words.text(key, values);
    yield h('h2', {}, t('page.columns'));
    yield h('p', {}, t('page.columns.hint'));
    if (undoable > 0)
      yield h(
        'p',
        {},
        h(
          'button',
          { type: 'button', key: 'undo', 'data-steps': undoable, on: { click: () => this.actions.undo() } },
          t('page.undo'),
        ),
      );
    yield understood(view.understanding, this.actions.edit);
    yield choicesCard(words, view, this.actions, this.choosing);
    if (view.inputs.length) yield this.inputs(words, view);
    const body = h('tbody');
    yield h(
      'div',
      { class: 'wide', role: 'region', tabindex: 0, 'aria-label': t('page.columns') },
      h(
        'table',
        { id: 'columns' },
        h('caption', {}, t('page.columns')),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ...['column', 'kind', 'meaning', 'role', 'missing', 'distinct'].map((key) =>
              h('th', { scope: 'col' }, t(`page.${key}`)),
            ),
          ),
        ),
        body,
      ),
    );
    for (const column of view.columns.slice(0, shownColumns)) {
      body.append(
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, column.name),
          h('td', {}, words.has(`kind.${column.kind}`) ? t(`kind.${column.kind}`) : column.kind),
          h('td', {}, column.meaning, column.masked ? h('small', {}, ` (${t('page.columns.masked')})`) : null),
          h(
            'td',
            {},
            this.roleSelect(words, view.roles, column),
            roleEditor(words, column, { ...this.actions, meanings: view.meanings }, this.openColumns),
          ),
          h('td', {}, words.value(column.missing)),
          h('td', {}, words.value(column.distinct)),
        ),
      );
      yield document.createComment(''); // a place to pause
    }
    if (view.columns.length > shownColumns)
      yield h('p', {}, t('page.more_rows', { n: view.columns.length - shownColumns }));
  }

  /**
   * The files that the audit had, where there are several: how each was read, and which columns they have in common.
   */
  inputs(words, { inputs, inputsNote }) {
    const t = (key) => words.text(`report.${key}`);
    return h(
      'section',
      { id: 'inputs' },
      h('h3', {}, t('inputs')),
      h('p', {}, inputsNote),
      h(
        'div',
        { class: 'wide', role: 'region', tabindex: 0, 'aria-label': t('inputs') },
        h(
          'table',
          {},
          h('caption', {}, t('inputs')),
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              ...['input', 'meta.file', 'meta.size', 'meta.read_as', 'inputs.matching'].map((key) =>
                h('th', { scope: 'col' }, t(key)),
              ),
            ),
          ),
          h(
            'tbody',
            {},
            ...inputs.map((input) =>
              h(
                'tr',
                {},
                h('th', { scope: 'row' }, input.title),
                ...['name', 'size', 'readAs', 'matching'].map((part) => h('td', {}, input[part])),
              ),
            ),
          ),
        ),
      ),
    );
  }

  /**
   * One role to choose; a column that has several shows them together until one is chosen. The options come when
   * somebody looks at them.
   */
  roleSelect(words, roles, column) {
    const name = (role) => (words.has(`role.${role}`) ? words.text(`role.${role}`) : role);
    const now = column.roles.join(' ');
    const shown = column.roles.map(name).join(' + ') || words.text('page.role.none');
    const fill = (select) => {
      if (select.options.length > 1) return;
      for (const role of ['', ...roles]) {
        if (role !== now) select.append(h('option', { value: role }, role ? name(role) : words.text('page.role.none')));
      }
    };
    return h(
      'select',
      {
        key: `role-${column.name}`,
        'data-column': column.name,
        'aria-label': words.text('page.role.of', { name: column.name }),
        on: {
          focus: (event) => fill(event.target),
          pointerdown: (event) => fill(event.target),
          change: ({ target }) =>
            this.actions.edit([
              { edit: 'roles', column: column.name, roles: target.value ? target.value.split(' ') : [] },
            ]),
        },
      },
      h('option', { value: now, selected: true }, shown),
    );
  }

  *report({ words, session }) {
    const t = (key, values) => words.text(key, values);
    yield h('h2', {}, t('page.download'));
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
              on: { click: () => this.actions.download(format) },
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
          on: { change: (event) => this.actions.setShowValues(event.target.checked) },
        }),
        ' ',
        t('page.show_values'),
      ),
    );
    yield h('p', {}, t('report.note'));
  }

  footer({ words, session }) {
    return h(
      'footer',
      {},
      h(
        'button',
        { type: 'button', key: 'licences', on: { click: () => this.actions.showLicences() } },
        words.text('page.licences'),
      ),
      session.view
        ? h(
            'button',
            { type: 'button', key: 'close', on: { click: () => this.actions.close() } },
            words.text('page.close'),
          )
        : null,
    );
  }
}
