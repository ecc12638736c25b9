// The engine in Node, as the worker loads it in the browser.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Engine } from '../../web/engine.js';

const build = join(dirname(fileURLToPath(import.meta.url)), '../../build/web');

/** @param {(stage: string, done: number) => void} onProgress */
export async function loadEngine(onProgress = () => {}) {
  const source = readFileSync(join(build, 'engine.js'), 'utf8');
  // A classic script in a package of modules: evaluated as what it is.
  const factory = new Function('require', '__filename', '__dirname', `${source}\nreturn KlarsichtEngine;`)(
    createRequire(import.meta.url),
    join(build, 'engine.js'),
    build,
  );
  return new Engine(await factory({ wasmBinary: readFileSync(join(build, 'engine.wasm')), onProgress, printErr() {} }));
}
