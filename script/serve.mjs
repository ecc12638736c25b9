// A small static server for dist/: node script/serve.mjs FOLDER [--port N] [--then SCRIPT]
// --then runs a Node script with the address as its argument, then ends with its exit status.
// Tests import serve() from here. Headers beyond those below come from FOLDER/_headers.json, if there is one:
// {"Name": "value for every file", "/path": {"Name": "value for this file"}}.
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, readFileSync, realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

// No X-Frame-Options and no Cross-Origin-Resource-Policy: an intranet page may embed us.
const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'Cache-Control': 'no-cache',
};

function readHeaders(root) {
  const file = join(root, '_headers.json');
  if (!existsSync(file)) return () => ({});
  const entries = Object.entries(JSON.parse(readFileSync(file, 'utf8')));
  const common = Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'));
  const single = new Map(entries.filter(([, value]) => typeof value === 'object'));
  return (path) => ({ ...common, ...single.get(path) });
}

/**
 * Serves the files of a folder on the loopback interface.
 * @param {string} folder
 * @param {number} port 0 for any free one
 * @returns {Promise<{url: string, requests: string[], connections: () => number, close: () => Promise<void>}>}
 * requests: the paths asked for, in order; connections: how many were opened so far
 */
export async function serve(folder, port = 0) {
  const root = resolve(folder);
  const headersOf = readHeaders(root);
  const requests = [];
  let connections = 0;
  const server = createServer(async (request, response) => {
    const refuse = (status, text) => {
      response.writeHead(status, { ...everywhere, 'Content-Type': types['.txt'] });
      response.end(`${text}\n`);
    };
    let path;
    try {
      path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    } catch {
      return refuse(400, 'Not an address');
    }
    requests.push(path);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD');
    if (path.endsWith('/')) path += 'index.html';
    const file = normalize(join(root, path));
    const found =
      file.startsWith(root + sep) &&
      !path.includes('\0') &&
      path !== '/_headers.json' &&
      (await stat(file).catch(() => null));
    if (!found || !found.isFile()) return refuse(404, 'No such file');
    const tag = `"${found.size.toString(16)}-${Math.round(found.mtimeMs).toString(16)}"`;
    const headers = {
      ...everywhere,
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      ETag: tag,
      ...headersOf(path),
    };
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304, headers);
      return response.end();
    }
    response.writeHead(200, { ...headers, 'Content-Length': found.size });
    if (request.method === 'HEAD') return response.end();
    return createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    requests,
    connections: () => connections,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

async function main(args) {
  const option = (name) => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : args.splice(at, 2)[1];
  };
  const port = Number(option('--port') ?? 8080);
  const then = option('--then');
  const [folder, ...rest] = args;
  if (!folder || rest.length || !Number.isInteger(port) || port < 0 || port > 65535) {
    console.error('usage: node script/serve.mjs FOLDER [--port N] [--then SCRIPT]');
    return 2;
  }
  let server;
  try {
    server = await serve(folder, port);
  } catch (error) {
    console.error(
      error.code === 'EADDRINUSE'
        ? `port ${port} is taken; choose another with --port N`
        : `cannot serve ${folder}: ${error.message}`,
    );
    return 1;
  }
  if (!then) {
    console.log(`Klarsicht is at ${server.url} (end with Ctrl-C)`);
    return undefined;
  }
  const status = await new Promise((done) => {
    spawn(process.execPath, [then, server.url], { stdio: 'inherit' })
      .on('exit', (code) => done(code ?? 1))
      .on('error', () => done(1));
  });
  await server.close();
  return status;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const status = await main(process.argv.slice(2));
  if (status !== undefined) process.exit(status);
}
