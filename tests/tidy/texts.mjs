// Texts of assets/i18n: each is used somewhere, and what the code names exists.
import { strings, withoutComments } from './source.mjs';

/** Which strings a source has, by file: Map path -> Set. */
export function literals(files) {
  return new Map(
    files
      .filter((file) => file.language === 'cpp' || file.language === 'js')
      .map((file) => [
        file.path,
        new Set(
          strings(file.text, file.language)
            .map((one) => one.value)
            .filter(Boolean),
        ),
      ]),
  );
}

/** Keys that a file of texts has twice: the second wins in silence. One a line, as the files are written. */
export function repeatedKeys(text) {
  const seen = new Set();
  return [...text.matchAll(/^ {2}"((?:[^"\\]|\\.)*)":/gm)]
    .map(([, key]) => key)
    .filter((key) => seen.has(key) || !seen.add(key));
}

/**
 * Can `key` be put together from strings? In one piece, or from pieces that meet at a dot, an underscore or a number,
 * as code does it: "bias.scores" + ".title." + "none", "metric." + name, "error.plan_unknown_" + what.
 */
export function canBeMade(key, known) {
  const reached = new Set([0]);
  for (let from = 0; from < key.length; ++from) {
    if (!reached.has(from)) continue;
    for (let to = from + 1; to <= key.length; ++to) {
      const piece = key.slice(from, to);
      const joint = to === key.length || /[._]|\D\d|\d\D/.test(key.slice(to - 1, to + 1));
      if (joint && (/^\d+$/.test(piece) || known(piece))) reached.add(to);
    }
  }
  return reached.has(key.length);
}

/**
 * Keys that nothing can use. A check's texts are made from strings of its own area (and of what is common to all of
 * them); every other key from strings of the sources and of `names`: what word lists and rules call things.
 */
export function unusedTexts(keys, files, names) {
  const byFile = literals(files);
  const union = (wanted) => {
    const all = new Set();
    for (const [path, set] of byFile) if (wanted(path)) set.forEach((one) => all.add(one));
    return all;
  };
  const sources = (path) => path.startsWith('src/') || path.startsWith('web/');
  const everywhere = union(sources);
  const areas = new Map(
    ['privacy', 'bias', 'quality', 'ethics', 'skills'].map((area) => [
      area,
      union((path) => sources(path) && (!/^src\/audit\/[^/]+\//.test(path) || path.startsWith(`src/audit/${area}/`))),
    ]),
  );
  return [...keys]
    .filter((key) => {
      const set = areas.get(key.split('.')[0]) ?? everywhere;
      return !canBeMade(key, (piece) => piece === '.' || piece === '_' || set.has(piece) || names.has(piece));
    })
    .map((key) => ({ key, says: `no source can make the key ${key}: nothing uses this text` }));
}

// Whole keys: the string is all of the argument.
const asked = {
  cpp: new RegExp(
    [
      /\b(?:Message|word|text|list|has)\(\s*"([a-z]\w*(?:\.\w+)+)"\s*[),]/,
      /\.term\(\s*"\w+",\s*"([a-z]\w*(?:\.\w+)+)"\s*\)/,
    ]
      .map((one) => one.source)
      .join('|'),
    'g',
  ),
  js: /\b(?:text|t)\(\s*'([a-z]\w*(?:\.\w+)+)'\s*[),]/g,
};

/** Keys that the sources ask for and that do not exist. `keysOf`: path -> the keys that its program has. */
export function missingTexts(keysOf, files) {
  return files
    .filter(({ path, language }) => asked[language] && (path.startsWith('src/') || path.startsWith('web/')))
    .flatMap(({ path, text, language }) =>
      [...withoutComments(text, language).matchAll(asked[language])]
        .map((match) => match[1] ?? match[2])
        .filter((key) => !keysOf(path).has(key))
        .map((key) => ({ key: `${path} ${key}`, says: `${path} asks for the text ${key}, which does not exist` })),
    );
}
