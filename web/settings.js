// Where the page's settings come from: the address, then the system. Nothing is stored.

export const areas = ['privacy', 'bias', 'quality', 'ethics', 'skills'];
export const pages = [
  'start',
  'overview',
  ...areas,
  'columns',
  'rows',
  'whatif',
  'compare',
  'share',
  'report',
  'train',
];
/** How a lesson is told. */
export const lessonSteps = ['act', 'see', 'why', 'mend', 'check'];
export const languages = ['de', 'en'];
export const themes = ['light', 'dark'];

/**
 * @param {string} search `?lang=de&theme=dark`
 * @param {readonly string[]} wanted the system's languages, e.g. navigator.languages
 * @param {boolean} dark whether the system prefers dark
 */
export function settingsFrom(search, wanted, dark) {
  const given = new URLSearchParams(search);
  const system = wanted.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => languages.includes(tag)) ?? 'en';
  return {
    lang: languages.includes(given.get('lang')) ? given.get('lang') : system,
    theme: themes.includes(given.get('theme')) ? given.get('theme') : dark ? 'dark' : 'light',
    /** The system's theme is followed until somebody chooses one. */
    followsSystem: !themes.includes(given.get('theme')),
  };
}

/** `#/bias` and `#/bias/measures` → `bias`; an unknown page is the start. */
export function pageFrom(hash) {
  const page = /^#\/([a-z]+)/.exec(hash)?.[1];
  return pages.includes(page) ? page : 'start';
}

/** `#/bias/measures` → `measures`, `#/columns/3` → `3`: which part of the page, "" for none. */
export const partFrom = (hash) => /^#\/[a-z]+\/([a-z]+|\d{1,5})$/.exec(hash)?.[1] ?? '';
