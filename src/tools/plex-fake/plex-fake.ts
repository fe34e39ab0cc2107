/** `npm run plex:fake`: a simulated Plex with two users. Developers can test sign-in with Plex offline. */
import { DEFAULT_PORT } from '../cli/local-address.ts';
import { startPlex } from './plex-server.ts';

const PORT = 8010;
/** The value that the worker sends unless `PLEX_CLIENT_IDENTIFIER` is configured. */
const CLIENT_IDENTIFIER = 'plugs';
const USERS = {
  'token-of-anna': { id: 1001, username: 'Anna', email: 'anna@plugs.test', confirmed: true },
  'token-of-bert': { id: 1002, username: 'bert', email: 'bert@plugs.test', confirmed: false },
};

try {
  const { url } = await startPlex({ users: USERS, clientIdentifier: CLIENT_IDENTIFIER, port: PORT });
  console.log(instructions(url, `http://localhost:${DEFAULT_PORT}/api/auth/plex`));
} catch (error) {
  console.error(`Cannot listen on port ${PORT}: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

function instructions(plex: string, api: string): string {
  const users = Object.entries(USERS).map(
    ([token, { email, confirmed }]) =>
      `  ${token}   ${email}, ${confirmed ? 'confirmed by Plex' : 'not confirmed by Plex'}`,
  );
  return [
    `A simulated Plex is running at ${plex}   (Ctrl-C stops it)`,
    '\nUsers, by their Plex token:',
    ...users,
    '\nTo use the simulation, add this line to .dev.vars, then run npm start in another terminal:',
    `  PLEX_API_URL=${plex}`,
    '\nSign in with a token:',
    `  curl -s ${api}/login -H 'Content-Type: application/json' -d '{"plexToken":"token-of-anna"}'`,
    '\nSign in with a PIN. Replace ID and CODE with the id and the code of the first response:',
    `  curl -s -X POST ${api}/pin`,
    `  curl -s -X POST '${plex}/authorise?code=CODE&token=token-of-anna'`,
    `  curl -s ${api}/pin/ID`,
    '',
  ].join('\n');
}
