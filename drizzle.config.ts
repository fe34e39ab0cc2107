import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: ['./src/store/schema.ts', './src/store/passage-schema.ts'],
  out: './migrations',
  tablesFilter: ['!plugs_fts*', '!d1_migrations', '!_cf_*'],
});
