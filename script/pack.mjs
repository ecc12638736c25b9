// Puts the page together: dist/ (for a server) and klarsicht.html (one file with everything inside, for opening from
// disk), out of web/ and build/web/{engine,app}.{js,wasm}; with --sizes it tells what each file weighs. The modules of
// web/ become one script: imports and `export` are taken away, in order of need.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { parse } from 'acorn';
import { minify } from 'terser';
import { licences } from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** A module without its comments: a sixth of its bytes, and the page does not read them. */
export function withoutComments(source) {
  let text = '';
  let end = 0;
  parse(source, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    onComment: (block, content, from, to) => {
      // A comment of several lines ends a statement as a line end does.
      text += source.slice(end, from) + (block && content.includes('\n') ? '\n' : block ? ' ' : '');
      end = to;
    },
  });
  return text + source.slice(end);
}

/** One script of a module of web/ and all it imports. Modules share one scope, so their top-level names must differ. */
export function bundle(entry) {
  const done = new Map();
  const names = new Map();
  const visit = (file) => {
    if (done.has(file)) return;
    done.set(file, '');
    const source = withoutComments(readFileSync(file, 'utf8'));
    const body = source
      .replace(/^import\s+\{[^}]*\}\s+from\s+'(\.\/[^']+)';\n/gm, (whole, path) => {
        visit(resolve(dirname(file), path));
        return '';
      })
      .replace(/^export (?=(async )?(function|class|const|let)\b)/gm, '');
    if (/^(import|export)\b/m.test(body)) throw new Error(`${file}: an import or export this bundler does not know`);
    for (const [, name] of body.matchAll(/^(?:async )?(?:function\*?|class|const|let) (\w+)/gm)) {
      if (names.has(name)) throw new Error(`${file} and ${names.get(name)} both declare '${name}'`);
      names.set(name, file);
    }
    done.delete(file);
    done.set(file, body); // after what it needs
  };
  visit(resolve(entry));
  return `'use strict';\n(() => {\n${[...done.values()].join('\n')}\n})();\n`;
}

/** The same script with short names and without what no browser needs: a quarter less to load. */
async function minified(script) {
  const { code } = await minify(script, {
    ecma: 2022,
    compress: { passes: 2 },
    mangle: true,
    format: { ascii_only: true },
  });
  return `${code}\n`;
}

const sha256 = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const version = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);

/** What the page may do while it loads; web/policy.js takes away the rest before a file is opened. */
function policyTag({ script, style, connect }) {
  const policy =
    `default-src 'none'; script-src ${script} 'wasm-unsafe-eval'; style-src ${style}; img-src data: blob:; connect-src ${connect}; ` +
    "worker-src blob:; form-action 'none'; base-uri 'none'; frame-src 'none'; object-src 'none'";
  return `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
}

const fill = (template, parts) =>
  Object.entries(parts).reduce((text, [name, value]) => {
    const mark = `<!-- klarsicht:${name} -->`;
    if (text.split(mark).length !== 2) throw new Error(`web/index.html must have ${mark} once`);
    return text.replace(mark, () => value);
  }, template);

// A closing tag inside a script would end it.
const inline = (text) => {
  if (/<\/script/i.test(text) || text.includes('<!--')) throw new Error('a script that cannot stand in a page');
  return text;
};

async function pack(build = join(root, 'build/web'), out = root) {
  const read = (path) => readFileSync(path);
  const web = (name) => join(root, 'web', name);
  for (const name of ['engine.js', 'engine.wasm']) {
    if (!existsSync(join(build, name))) throw new Error(`there is no ${join(build, name)}: run script/build web first`);
  }
  const hasApp = existsSync(join(build, 'app.wasm'));
  const engine = read(join(build, 'engine.wasm'));
  const app = hasApp ? read(join(build, 'app.wasm')) : Buffer.alloc(0);
  const worker = `${read(join(build, 'engine.js'))}\n${await minified(bundle(web('worker.js')))}`;
  const style = read(web('style.css')).toString();
  const template = read(web('index.html')).toString();
  const notices = licences(root, process.env);
  const glue = hasApp ? `${read(join(build, 'app.js'))}\n` : '';

  const addresses = `const addresses = { engine: 'engine.wasm', app: 'app.wasm', worker: 'worker.js' };`;
  const page = bundle(web('main.js'));
  if (!page.includes(addresses)) throw new Error('web/parts.js no longer has the line of addresses');
  const versioned = await minified(
    page.replace(
      addresses,
      `const addresses = { engine: 'engine.wasm?v=${version(engine)}', app: 'app.wasm?v=${version(app)}', ` +
        `worker: 'worker.js?v=${version(worker)}' };`,
    ),
  );

  // dist/
  const script = glue + versioned;
  const files = {
    'index.html': fill(template, {
      policy: policyTag({ script: "'self'", style: sha256(style), connect: "'self'" }),
      licences: `<script type="text/plain" id="licences">${inline(notices)}</script>`,
      style: `<style>${style}</style>`,
      scripts: `<script src="klarsicht.js?v=${version(script)}"></script>`,
    }),
    'klarsicht.js': script,
    'worker.js': worker,
    'engine.wasm': engine,
    ...(hasApp ? { 'app.wasm': app } : {}),
    'embed.js': read(web('embed.js')), // as it is written: others read it before they put it into their pages
    'licences.txt': notices,
  };
  const dist = join(out, 'dist');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dist, name), bytes);

  // klarsicht.html
  const part = (name, bytes) =>
    `<script type="text/plain" id="part-${name}">${gzipSync(bytes, { level: 9 }).toString('base64')}</script>\n`;
  const whole = inline(`\n${glue}${await minified(page)}`);
  const single = fill(template, {
    policy: policyTag({ script: sha256(whole), style: sha256(style), connect: "'none'" }),
    licences: `<script type="text/plain" id="licences">${inline(notices)}</script>`,
    style: `<style>${style}</style>`,
    scripts:
      part('worker', worker) + part('engine', engine) + (hasApp ? part('app', app) : '') + `<script>${whole}</script>`,
  });
  writeFileSync(join(out, 'klarsicht.html'), single);
  return { ...files, 'klarsicht.html': single };
}

function printSizes(files) {
  const brotli = (bytes) =>
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }).length;
  const kilo = (n) => (n / 1000).toFixed(1).padStart(9);
  const rows = Object.entries(files).map(([name, content]) => {
    const bytes = Buffer.from(content);
    return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes) };
  });
  // embed.js is for other pages, licences.txt for people; klarsicht.html is for itself.
  const loaded = rows.filter(({ name }) => !['embed.js', 'licences.txt', 'klarsicht.html'].includes(name));
  const sum = (key) => loaded.reduce((total, row) => total + row[key], 0);
  console.log('kB                    raw     gzip   brotli');
  for (const { name, raw, gzip, brotli: small } of [
    ...rows,
    { name: 'dist/ as loaded', raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') },
  ]) {
    console.log(name.padEnd(16) + kilo(raw) + kilo(gzip) + kilo(small));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  try {
    const files = await pack();
    if (process.argv.includes('--sizes')) printSizes(files);
  } catch (error) {
    console.error(`pack: ${error.message}`);
    process.exit(1);
  }
}
