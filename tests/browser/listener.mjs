// A server that only listens.
import { createServer } from 'node:http';

/** On a port of its own: what was asked for, and how many connections were opened at all. */
export async function listener() {
  const heard = [];
  let connections = 0;
  const server = createServer((request, response) => {
    heard.push(request.url);
    response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' });
    response.end('<!doctype html><link rel="icon" href="data:,"><title>control</title><body>');
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.on('upgrade', (request, socket) => {
    heard.push(request.url);
    socket.destroy();
  });
  server.on('clientError', (error, socket) => socket.destroy());
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    heard,
    connections: () => connections,
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

/** One for each name, so that whoever hears something knows of whom. @param {string[]} names */
export async function listeners(names) {
  const all = new Map(await Promise.all(names.map(async (name) => [name, await listener()])));
  return {
    of: (name) => all.get(name),
    /** Of those that were spoken to: the name and what was asked for. */
    heard: () =>
      names
        .filter((name) => all.get(name).connections() > 0)
        .map((name) => `${name}: ${all.get(name).heard.join(', ') || 'connected'}`),
    close: () => Promise.all([...all.values()].map((one) => one.close())),
  };
}
