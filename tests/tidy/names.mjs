// Names of roles, areas, statuses, severities and units are listed once: beside the enumeration.
import { code, lineOf, strings } from './source.mjs';

/** The enumerators of `enum class Name`, as reports spell them. */
export function enumerators(text, name) {
  const body = new RegExp(`enum class ${name}\\b[^{]*\\{([^}]*)\\}`).exec(code(text, 'cpp'))?.[1] ?? '';
  return body
    .split(',')
    .map((one) => one.trim().replace(/_$/, ''))
    .filter(Boolean);
}

/**
 * Lists of strings that repeat an enumeration: most of its names close together, alone or as the last part of a key.
 * @param enums [{name, names, home: paths that may have the list}]
 */
export function repeatedLists(files, enums) {
  const found = [];
  for (const { path, text, language } of files) {
    if ((language !== 'cpp' && language !== 'js') || !/^(src|web)\//.test(path)) continue;
    const all = strings(text, language).map((one) => ({ ...one, last: one.value.split('.').at(-1) }));
    for (const { name, names, home } of enums) {
      if (home.includes(path)) continue;
      const least = Math.max(3, Math.ceil(names.length * (names.length > 10 ? 0.4 : 0.75)));
      let run = [];
      for (const one of all) {
        if (!names.includes(one.last)) continue;
        // Inside one list: nothing but a few characters between the entries.
        const near = (other) => one.at - other.end < 60 * names.length && !text.slice(other.end, one.at).includes(';');
        run = run.filter(near);
        run.push(one);
        if (new Set(run.map((entry) => entry.last)).size >= least) {
          const line = lineOf(text, run[0].at);
          found.push({ key: `${path} ${name}`, says: `${path}:${line} lists the names of ${name} again` });
          break;
        }
      }
    }
  }
  return found;
}
