// The page as plain HTML: for screen readers, the keyboard and find-in-page beside the drawing, and in its place where
// nothing can be drawn.
import { onePageForm } from './answer.js';
import { buildInSlices, h, visibleText } from './dom.js';
import { decisionForm, markOf, steps } from './decisions.js';
import { findingSection } from './finding.js';
import { measureTree } from './measure_tree.js';
import { remedyForm } from './remedies.js';
import { columnPage } from './page_column.js';
import { columnsPage } from './page_columns.js';
import { comparePage } from './page_compare.js';
import { overviewPage } from './page_overview.js';
import { populationForm } from './population.js';
import { reportPage } from './page_report.js';
import { rowsPage } from './page_rows.js';
import { sharePage } from './page_share.js';
import { startPage } from './page_start.js';
import { lessonOf, trainPage } from './page_train.js';
import { canAskWhatIf, whatIfPage } from './page_whatif.js';
import { pageNames } from './search.js';
import { areas, languages, pages, themes } from './settings.js';

/** Pages that are no area's; each gets the state and the mirror, for what a person can do and has unfolded. */
const ownPages = {
  start: startPage,
  overview: overviewPage,
  columns: columnsOrOne,
  rows: rowsPage,
  whatif: whatIfPage,
  compare: comparePage,
  report: reportPage,
  share: sharePage,
  train: trainPage,
};

/** `#/columns/3` is the fourth column. */
function columnsOrOne(state, mirror) {
  const place = state.part ? Number(state.part) : NaN;
  return place < state.session.view.columns.length ? columnPage(state, mirror, place) : columnsPage(state, mirror);
}

export class Mirror {
  /**
   * @param {{main: HTMLElement, live: HTMLElement}} elements live: the live region
   * @param {object} actions what a person can do: chooseFile, demo, cancel, close, showLicences, setLanguage, setTheme,
   * search, showShortcuts, setSheet, edit, set, preview, setReading, savePlan, undo, choices, detail, setShowValues,
   * download, remedy, showRows, rowsChanged, saveChart, savePage, redo, decide, answer, writeNotes, sign, saveWork,
   * chooseEarlier, compare
   * @param {import('./row_list.js').RowList} rowList
   */
  constructor(elements, actions, rowList) {
    Object.assign(this, elements, { actions, rowList, build: 0, remedy: {}, openColumns: new Map() });
    this.onePage = { contact: '', sale: '' };
    this.drafts = new Map(); // decisions that are typed and not entered
    this.compareWrong = ''; // why an earlier file cannot be compared with
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
    this.drafts.clear();
    this.compareWrong = '';
    this.keyField = null;
    this.onePage = { contact: '', sale: '' };
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
    const { words, session, page, notice, refusal } = state;
    yield this.header(state);
    const wrong = session.error || refusal;
    if (wrong)
      yield h('div', { class: 'error', id: 'error' }, h('h2', {}, words.text('page.error')), h('p', {}, wrong));
    if (notice) yield h('p', { id: 'notice' }, notice);
    this.moving = null; // builds what a lesson's slider moves
    if (session.stage === 'working') yield this.working(state);
    else if (page === 'train') yield* trainPage(state, this);
    else if (!session.view) yield* startPage(state, this);
    else if (areas.includes(page)) yield* this.area(state, page);
    else yield* ownPages[page](state, this);
    yield this.footer(state);
  }

  /** The pages of this report. */
  pagesOf({ plan }) {
    return pages.filter((target) => target !== 'whatif' || canAskWhatIf(plan));
  }

  /** Leads to a finding of the page in view. @param {string} part its number, as an address names it */
  reveal(part) {
    const title = part && this.main.querySelector(`section[data-order="${part}"] h3`);
    if (!title) return;
    title.tabIndex = -1;
    title.scrollIntoView({ block: 'start' });
    // Beside the drawing the text would come into view with the focus.
    if (document.documentElement.dataset.view === 'text') title.focus({ preventScroll: true });
  }

  header({ words, session, page, theme }) {
    const t = (key, values) => words.text(key, values);
    const link = ({ page: target, label }) =>
      h(
        'li',
        {},
        h('a', { href: `#/${target}`, key: `page-${target}`, 'aria-current': target === page ? 'page' : null }, label),
      );
    const act = (key, click) => h('button', { type: 'button', key, on: { click } }, t(key));
    const choice = (key, chosen, choose, lang) =>
      h('button', { type: 'button', key, 'aria-pressed': String(chosen), lang, on: { click: choose } }, t(key));
    return h(
      'header',
      {},
      h('h1', {}, t('page.title')),
      session.view ? h('p', { class: 'file' }, t('page.file', session.view.source)) : h('p', {}, t('page.claim')),
      session.view ? this.readingChoice(words, session.view.source) : null,
      session.view ? steps(words, session, this.actions) : null,
      session.view
        ? h(
            'nav',
            { 'aria-label': t('page.pages') },
            h('ul', {}, ...pageNames(words, this.pagesOf(session.view)).map(link)),
          )
        : null,
      h(
        'div',
        { role: 'group', 'aria-label': t('page.settings'), class: 'settings' },
        ...languages.map((lang) =>
          choice(`page.language.${lang}`, lang === words.lang, () => this.actions.setLanguage(lang), lang),
        ),
        ...themes.map((name) => choice(`page.theme.${name}`, name === theme, () => this.actions.setTheme(name))),
        session.view ? act('page.search', this.actions.search) : null,
        act('page.keys', this.actions.showShortcuts),
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
      ...(session.found.length
        ? [
            h('h3', {}, words.text('progress.found')),
            h('ul', { id: 'found' }, ...session.found.map((title) => h('li', {}, title))),
          ]
        : []),
    );
  }

  *area({ words, session, training }, id) {
    const { view } = session;
    yield h('h2', {}, words.text(`report.area.${id}`));
    yield h('p', {}, words.text(`report.question.${id}`));
    if (id === 'bias' && view.withheldNote) yield h('p', { 'data-withheld': '' }, view.withheldNote);
    const checks = view.checks.filter((check) => check.area === id);
    if (checks.length === 0) yield h('p', {}, words.text('page.none'));
    for (const check of checks) {
      const section = this.finding(words, session.record, check, view.columns);
      section.append(lessonOf(words, training, check) ?? '');
      yield section;
      const form = populationForm(words, check, view.plan, this.actions.edit);
      if (form) yield form;
    }
    if (id === 'bias') yield onePageForm(words, this.onePage, this.actions.savePage);
    if (id === 'bias' && view.measureTree) yield measureTree(words, view.measureTree);
    const form =
      id === 'bias' && remedyForm({ words, session }, this.remedy, (remedies) => this.actions.remedy(remedies));
    if (form) yield form;
  }

  /** A finding, and what was decided about it. */
  finding(words, record, check, columns) {
    const section = findingSection(words, check, this.actions, record, columns);
    if (['pass', 'not_assessed'].includes(check.status) || check.id === 'skills.readiness') return section;
    const mark = markOf(words, record, check);
    if (mark) section.querySelector('h3').after(h('p', { class: 'decided' }, h('b', {}, mark)));
    section.append(decisionForm(words, record, check, this.actions, this.drafts));
    return section;
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
