// The parts the page needs beside itself: two WebAssembly modules and the worker's source. In klarsicht.html they stand
// in the page (gzip, base64); in dist/ they are files, fetched before the page locks itself.

/** Replaced by script/pack.mjs: addresses with the version in them, so that no cache mixes two versions. */
const addresses = { engine: 'engine.wasm', app: 'app.wasm', worker: 'worker.js' };

async function embedded(element) {
  const text = atob(element.textContent);
  element.remove();
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')));
}

async function part(name) {
  const element = document.getElementById(`part-${name}`);
  if (element) return embedded(element);
  const response = await fetch(addresses[name], { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${addresses[name]}: ${response.status}`);
  return response;
}

async function compiled(name) {
  const response = await part(name);
  // A server that does not know the type of .wasm files is no reason to fail.
  if (response.headers.get('Content-Type')?.startsWith('application/wasm'))
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * @returns {Promise<{engine: WebAssembly.Module, app: WebAssembly.Module|null, worker: string}>} app: null where it
 * cannot be had
 */
export async function loadParts() {
  const [engine, app, worker] = await Promise.all([
    compiled('engine'),
    compiled('app').catch(() => null),
    part('worker').then((response) => response.text()),
  ]);
  return { engine, app, worker };
}
