/** The commands of the bot. `npm run telegram:setup` registers them with Telegram. Pure. */

export const BOT_COMMANDS = [
  { command: 'add', description: 'Save a contact: name, company, title, e-mail, phone' },
  { command: 'find', description: 'Find contacts' },
  { command: 'recent', description: 'Show the newest contacts' },
  { command: 'stats', description: 'Show how many contacts you have' },
  { command: 'export', description: 'Send your contacts as a CSV file' },
  { command: 'cancel', description: 'Cancel the question of the bot' },
  { command: 'link', description: 'Link this chat with a code' },
  { command: 'sessions', description: 'Show where you are signed in' },
  { command: 'unlink', description: 'End the link of this chat' },
  { command: 'help', description: 'Explain the bot' },
  { command: 'start', description: 'Start the bot' },
] as const;
