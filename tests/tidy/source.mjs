// The project's files as the tidy rules read them: paths from the root, texts, and texts without comments and strings.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const languages = { '.h': 'cpp', '.cpp': 'cpp', '.js': 'js', '.mjs': 'js', '.py': 'py', '.sh': 'sh' };

/** 'cpp', 'js', 'py', 'sh', or undefined for a file without code. */
export function languageOf(path, text = '') {
  return languages[extname(path)] ?? (/^#!.*sh\n/.test(text) ? 'sh' : undefined);
}

/** Every file of the project, also those not committed yet: [{path, text, language}]. Binary files are left out. */
export function projectFiles() {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = [];
  for (const path of listed.split('\0').filter(Boolean)) {
    let text;
    try {
      text = readFileSync(join(root, path), 'utf8');
    } catch {
      continue;
    } // deleted, but still listed
    if (!text.includes('\0')) files.push({ path, text, language: languageOf(path, text) });
  }
  return files;
}

/** The line of an offset, from 1. */
export const lineOf = (text, offset) => text.slice(0, offset).split('\n').length;

// In the order in which they are tried at a place: [kind, pattern]. What no pattern takes is code.
const kinds = {
  cpp: [
    ['raw', /R"([^()\\\s]{0,16})\([^]*?\)\1"/y],
    ['comment', /\/\/[^\n]*/y],
    ['comment', /\/\*[^]*?\*\//y],
    ['string', /"(?:[^"\\\n]|\\.)*"/y],
    ['code', /\d[\w.']*/y],
    ['character', /'(?:[^'\\\n]|\\.)+'/y],
    ['directive', /^[ \t]*#(?:[^\n\\]|\\[^])*/my],
    ['code', /\w+/y],
  ],
  js: [
    ['comment', /\/\/[^\n]*/y],
    ['comment', /\/\*[^]*?\*\//y],
    ['string', /"(?:[^"\\\n]|\\.)*"/y],
    ['string', /'(?:[^'\\\n]|\\.)*'/y],
    ['pattern', /(?<=[(,=:[!&|?{};>]\s*|\breturn\s+|^\s*)\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//my],
    ['code', /\w+/y],
  ],
};

/** The text in pieces: [{kind, at, end}]; what is no code, and numbers and words. */
function pieces(text, language) {
  const found = [];
  next: for (let at = 0; at < text.length; ) {
    if (language === 'js' && text[at] === '`') {
      // with its ${…}, which may hold another one
      found.push({ kind: 'template', at, end: templateEnd(text, at) });
      at = found.at(-1).end;
      continue;
    }
    for (const [kind, pattern] of kinds[language]) {
      pattern.lastIndex = at;
      const piece = pattern.exec(text)?.[0];
      if (!piece) continue;
      if (kind !== 'code') found.push({ kind, at, end: at + piece.length });
      at += piece.length;
      continue next;
    }
    ++at;
  }
  return found;
}

function templateEnd(text, from) {
  for (let at = from + 1, depth = 0; at < text.length; ++at) {
    if (text[at] === '\\') ++at;
    else if (depth === 0 && text[at] === '`') return at + 1;
    else if (text[at] === '$' && text[at + 1] === '{') {
      ++depth;
      ++at;
    } else if (depth > 0 && text[at] === '`') at = templateEnd(text, at) - 1;
    else if (depth > 0 && text[at] === '{') ++depth;
    else if (depth > 0 && text[at] === '}') --depth;
  }
  return text.length;
}

function blanked(text, language, wanted) {
  if (!kinds[language]) return text;
  let out = '',
    at = 0;
  for (const piece of pieces(text, language)) {
    if (!wanted(piece.kind)) continue;
    out += text.slice(at, piece.at) + text.slice(piece.at, piece.end).replace(/[^\n]/g, ' ');
    at = piece.end;
  }
  return out + text.slice(at);
}

/** The text with every comment, string and (C++) preprocessor line blank: offsets and lines stay. */
export const code = (text, language) => blanked(text, language, () => true);

/** Comments blank, strings as they are. */
export const withoutComments = (text, language) => blanked(text, language, (kind) => kind === 'comment');

/** The strings of a C++ or JavaScript text: [{value, at, end}]; of a template what stands between its ${…}. */
export function strings(text, language) {
  return pieces(text, language).flatMap(({ kind, at, end }) => {
    const inside = text.slice(at + 1, end - 1);
    if (kind === 'template') return inside.split(/\$\{[^]*?\}/).map((value) => ({ value, at, end }));
    return kind === 'string' ? [{ value: inside, at, end }] : [];
  });
}

/** Which lines hold a part of a text of several lines: its author breaks them, no rule does. */
export function quotedLines(text, language) {
  const lines = new Set();
  if (!kinds[language]) return lines;
  for (const { kind, at, end } of pieces(text, language)) {
    if (kind !== 'raw' && kind !== 'template') continue;
    for (let line = lineOf(text, at), last = lineOf(text, end); line <= last; ++line) lines.add(line);
  }
  return lines;
}
