import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './src/store/database/schema.ts',
    './src/store/notifications/schema.ts',
    './src/store/plugs/imports/schema.ts',
    './src/store/reading/schema.ts',
    './src/store/security-log/schema.ts',
    './src/store/telegram/schema.ts',
  ],
  out: './migrations',
  tablesFilter: ['!plugs_fts*', '!d1_migrations', '!_cf_*'],
});
