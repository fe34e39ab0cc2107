/** `npm run telegram:setup`, and the values of the bot that `npm start` writes to `.dev.vars`. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOT_COMMANDS } from '../../../src/rules/telegram/commands.ts';
import { writeMissingSecrets } from '../../../src/tools/cli/secrets-file.ts';
import { FAKE_BOT, FAKE_TOKEN, FAKE_URL } from '../../../src/tools/cli/telegram/fake-values.ts';
import { startTelegram, type TelegramServer } from '../../../src/tools/telegram-fake/telegram-server.ts';

const ROOT = join(import.meta.dirname, '../../..');
const execute = promisify(execFile);
/** A bot whose name contains the character that delimits the printed value. */
const BOT = { ...FAKE_BOT, first_name: "Ada's bot" };

describe('telegram:setup', () => {
  let telegram: TelegramServer;
  beforeAll(async () => {
    telegram = await startTelegram({ bot: BOT });
  });
  afterAll(() => telegram.stop());

  it('telegram:setup registers the webhook and the commands, and prints the three values of the bot', async () => {
    const { stdout, stderr } = await runSetup(FAKE_TOKEN);
    const { webhook } = telegram.simulation.delivery;
    expect(webhook).toEqual({
      url: 'https://plugs.example/telegram/webhook',
      secret: expect.stringMatching(/^[\w-]{43}$/),
      allowedUpdates: ['message', 'callback_query', 'my_chat_member'],
    });
    expect(telegram.simulation.commands).toEqual(BOT_COMMANDS);
    const printed = parseEnv(stdout.slice(stdout.indexOf('TELEGRAM_')));
    expect(JSON.parse(printed.TELEGRAM_BOT_INFO ?? '')).toEqual(BOT);
    expect(printed).toMatchObject({
      TELEGRAM_BOT_TOKEN: FAKE_TOKEN,
      TELEGRAM_WEBHOOK_SECRET: webhook?.secret,
    });
    // One command stores all values, because a worker that has only some of them does not start.
    expect(stdout).toContain('npx wrangler secret bulk FILE');
    // The output contains the token once.
    expect([stdout.split(FAKE_TOKEN).length, stderr]).toEqual([2, '']);
  });

  it('telegram:setup does not print a token that Telegram rejects', async () => {
    const token = '1000000001:AA-another-token-of-a-bot';
    const failure = await runSetup(token).catch((error: { stdout: string; stderr: string }) => error);
    expect(failure.stderr).toBe('Telegram refused getMe: Unauthorized\n');
    expect(failure.stdout).not.toContain(token);
  });

  function runSetup(token: string) {
    const env = { ...process.env, TELEGRAM_API_URL: telegram.url, TELEGRAM_BOT_TOKEN: token };
    const args = ['src/tools/cli/telegram/setup.ts', '--url', 'https://plugs.example'];
    return execute(process.execPath, args, { cwd: ROOT, env });
  }
});

describe('.dev.vars', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugs-secrets-'));
  const file = join(folder, '.dev.vars');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('a new .dev.vars contains the values of the simulated Telegram', () => {
    writeMissingSecrets(file);
    expect(telegramValues()).toEqual({
      TELEGRAM_API_URL: FAKE_URL,
      TELEGRAM_BOT_TOKEN: FAKE_TOKEN,
      TELEGRAM_WEBHOOK_SECRET: expect.stringMatching(/^[\w-]{16,256}$/),
      TELEGRAM_BOT_INFO: expect.stringContaining('"username":"plugs_fake_bot"'),
    });
  });

  it('if .dev.vars has no values of a bot, the URL of the simulated Telegram is added and another value is not changed', () => {
    writeFileSync(file, 'PASSWORD_PEPPER=pepper');
    writeMissingSecrets(file);
    expect(parseEnv(readFileSync(file, 'utf8')).PASSWORD_PEPPER).toBe('pepper');
    expect(telegramValues()).toMatchObject({ TELEGRAM_API_URL: FAKE_URL });
  });

  it('if .dev.vars has a value of a real bot, no values of a bot are added', () => {
    writeFileSync(file, 'TELEGRAM_BOT_TOKEN=real');
    writeMissingSecrets(file);
    expect(telegramValues()).toEqual({ TELEGRAM_BOT_TOKEN: 'real' });
  });

  function telegramValues(): object {
    const entries = Object.entries(parseEnv(readFileSync(file, 'utf8')));
    return Object.fromEntries(entries.filter(([name]) => name.startsWith('TELEGRAM_')));
  }
});
